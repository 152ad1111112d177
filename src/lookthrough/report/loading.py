"""What came of reading editions, as a record and in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lookthrough.dataset.provenance import Edition as Kept
from lookthrough.dataset.snapshot import Snapshot
from lookthrough.dataset.store import Store, TakenOut
from lookthrough.errors import Issues
from lookthrough.model.register import Edition


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of `load`, `update` or `unload`.

    Attributes:
        snapshot: the snapshot that now answers; "" when there is none.
        editions: (source, edition) that were taken in.
        unchanged: sources whose publisher says that nothing changed.
        failed: source -> what went wrong; the last good edition of each stays in force.
        issues: what was wrong inside the data.
        says: the sentences for a reader.
    """

    snapshot: str
    editions: tuple[tuple[str, str], ...]
    unchanged: tuple[str, ...]
    failed: Mapping[str, str]
    issues: Issues
    says: str


def report_register(snapshot: Snapshot | None, register: Edition, issues: Issues) -> Loaded:
    """Put into words what a register now is.

    Args:
        snapshot: of the lists; None when none is loaded. A register stands beside it and does not change it.
        register: the register.
        issues: what was wrong inside the data.
    """
    counted = ((register.parties, "parties"), (register.links, "links"), (register.ties, "other ties"),
               (register.gaps, "gaps"))  # fmt: skip
    told = ", ".join(f"{count:,} {what}" for count, what in counted if count) or "nothing"
    says = f"{register.register}, edition {register.day}: {told}\n{register.title}; register {register.id}."
    known = snapshot.id if snapshot else ""
    return Loaded(known, ((register.register, register.day),), (), {}, issues, says)


def report_loading(
    store: Store,
    snapshot: Snapshot | None,
    taken: Sequence[tuple[str, str]],
    unchanged: Sequence[str],
    failed: Mapping[str, str],
    issues: Issues,
) -> Loaded:
    """Put into words what was loaded.

    Args:
        store: of the home folder.
        snapshot: the one that now answers; None when there is none.
        taken, unchanged, failed, issues: as in `Loaded`.
    """
    said, out = [], store.taken_out()
    for name, edition in taken:
        states = [s for s in (snapshot.lists if snapshot else ()) if s.source == name]
        used = [s for s in states if s.edition == edition]
        counts = ", ".join(f"{state.id} {state.entries:,}" for state in used) or "kept, but not in force"
        later = {f"{s.source} of {s.edition}" for s in states if s.edition != edition}
        said.append(f"{name}, edition {edition}: {counts}" + (f"; in force: {', '.join(later)}" if later else ""))
    said += [f"{name}: not changed since the last update" for name in unchanged]
    for name, why in failed.items():
        kept = store.editions(name)
        stays = f"the edition of {kept[-1].edition} stays in force" if kept else "no edition of it was ever loaded"
        stays = f"it stays {out[name]}" if name in out else stays
        said.append(f"{name}: FAILED, {stays}: {why}")
    if snapshot:
        said.append(f"Snapshot {snapshot.id}: {snapshot.manifest.entries:,} entries on {len(snapshot.lists)} lists.")
    known = snapshot.id if snapshot else ""
    return Loaded(known, tuple(taken), tuple(unchanged), dict(failed), issues, "\n".join(said))


def report_unloading(snapshot: Snapshot | None, out: TakenOut, kept: Sequence[Kept], issues: Issues) -> Loaded:
    """Put into words that a source answers no more.

    Args:
        snapshot: the one that now answers; None when there is none.
        out: the source, when and why.
        kept: its editions, which stay.
        issues: what was wrong inside the data of the others.
    """
    days = ", ".join(edition.edition for edition in kept)
    said = [
        f"{out.source}: {out}. Its editions stay ({days}), and so does every snapshot with it.",
        f"Loading it again, or `lookthrough update {out.source}`, puts it back.",
    ]
    if snapshot:
        said.append(f"Snapshot {snapshot.id}: {snapshot.manifest.entries:,} entries on {len(snapshot.lists)} lists.")
    return Loaded(snapshot.id if snapshot else "", (), (), {}, issues, "\n".join(said))
