"""The verbs of a workspace that are about lists as such: what changed on them, and that one is to answer no more."""

# ruff: noqa: PLC0415 - a verb loads its rooms when it is asked: whoever screens a name waits for no other (decision 0004)

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from lookthrough.dataset.snapshot import Snapshot
from lookthrough.dataset.store import Store
from lookthrough.errors import InputError, Issues, NotFoundError
from lookthrough.model.dates import as_day
from lookthrough.report.lists_used import chosen_lists
from lookthrough.version import VERSION

if TYPE_CHECKING:
    from lookthrough.report.finding import DiffReport
    from lookthrough.report.loading import Loaded

Progress = Callable[[str, int, int | None], None]


class ListVerbs:
    """What a workspace can be asked of its lists, and told about them."""

    store: Store
    _clock: Callable[[], datetime]

    @property
    def snapshot(self) -> Snapshot:
        """The newest snapshot."""
        raise NotImplementedError

    def _snapshot_or_none(self) -> Snapshot | None:
        raise NotImplementedError

    def _rebuild(self, now: datetime, issues: Issues, progress: Progress | None) -> None:
        raise NotImplementedError

    def diff(
        self,
        earlier: str | date,
        later: str | date,
        *,
        lists: Iterable[str] | None = None,
        grounds: Iterable[str] = (),
    ) -> DiffReport:
        """Which listings began or ended between two days; with `grounds`, those made on them first?

        Raises:
            InputError: if a day is none or they are in the wrong order.
            SourceError: if a list that is asked for is not loaded.
        """
        from lookthrough.report.differing import report_differences

        used = chosen_lists(self.store, self.snapshot, lists)
        return report_differences(self.snapshot, as_day(earlier), as_day(later), used, VERSION, tuple(grounds))

    def unload(self, source_id: str, *, why: str = "", progress: Progress | None = None) -> Loaded:
        """Let a source of lists, or a register of owners, answer no more, and build the snapshot without it.

        Its editions and every snapshot with it stay as they are; `load`, or `update` by its name, puts it back. Until
        then each answer says that it was taken out.

        Args:
            source_id: e.g. "gb_fcdo"; a list's id names the source that fills it, if that fills no other list.
            why: a reason, for the record.
            progress: is told what is being done.

        Raises:
            NotFoundError: if nothing of that name is loaded.
            InputError: if the source fills other lists too, or is the last one with a list here.
            StateError: if another process writes here.
        """
        from lookthrough.report.loading import report_unloading

        source, now = _loaded(self.store, source_id), self._clock()
        is_register = source in self.store.registers()
        lists = {edition.source for edition in self.store.held() if not edition.is_register}
        if lists == {source}:
            raise InputError(
                f"{source} is the only source of lists here: without it no question could be asked",
                hint="load another list first, or use another home folder",
            )
        issues = Issues()
        snapshot = None if is_register else self._snapshot_or_none()
        self.store.take_out(source, now, why, snapshot.id if snapshot else "")
        if not is_register:
            try:
                self._rebuild(now, issues, progress)
            except BaseException:
                self.store.put_back(source)
                raise
        return report_unloading(
            self._snapshot_or_none(), self.store.taken_out()[source], self.store.editions(source), issues
        )


def _loaded(store: Store, name: str) -> str:
    """The source or register of that name, or the only source that fills the list of that name."""
    from lookthrough.sources.registry import fillers

    held = {edition.source for edition in store.held()}
    if name in held:
        return name
    found = [module for module in fillers(name) if module.META.id in held]
    if not found:
        raise NotFoundError(f"nothing named {name} is loaded here", hint="`lookthrough lists` shows what is")
    if len(found) > 1 or len(found[0].META.lists) > 1:
        filled = "; ".join(f"{module.META.id} fills {', '.join(module.META.lists)}" for module in found)
        raise InputError(
            f"{name} cannot be taken out alone: {filled}", hint="name the source, or leave it out with --lists"
        )
    return found[0].META.id
