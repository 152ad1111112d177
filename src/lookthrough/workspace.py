"""The facade: one home folder, one method per verb. The only room with a clock.

import lookthrough as lt

ws = lt.open("~/screening")
ws.load("us_trade_csl", "consolidated.csv", edition="2026-07-09")
report = ws.portfolio("holdings.csv", funds="funds/", as_of="2026-07-09")
"""

# ruff: noqa: PLC0415 - a verb loads its rooms when it is asked: whoever screens a name waits for no other (decision 0004)

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from lookthrough.dataset.snapshot import Snapshot
from lookthrough.dataset.store import Store
from lookthrough.errors import (
    InputError,
    Issues,
    LookthroughError,
    NotFoundError,
    SourceError,
    StateError,
)
from lookthrough.intake.named import existing, means_a_file
from lookthrough.intake.queries import read_queries
from lookthrough.intake.single import read_query
from lookthrough.match.alert_line import Given, alert_line
from lookthrough.match.engine import Engine, open_engine
from lookthrough.model.dates import as_day
from lookthrough.model.register import Register
from lookthrough.report.beside import Beside, put_beside
from lookthrough.report.evidence_verbs import EvidenceVerbs
from lookthrough.report.finding import ListsReport, ListUsed, ScreenAnswer, ScreenReport
from lookthrough.report.list_verbs import ListVerbs
from lookthrough.report.lists_used import chosen_lists, lists_used, standing
from lookthrough.report.party_verbs import PartyVerbs
from lookthrough.report.question import Question
from lookthrough.report.screening import earlier_lists, screen
from lookthrough.report.streaming import Screening, counted
from lookthrough.settings import Settings, read_settings
from lookthrough.sources.lists import LISTS
from lookthrough.version import VERSION

if TYPE_CHECKING:
    from lookthrough.report.finding import PortfolioReport
    from lookthrough.report.loading import Loaded
    from lookthrough.report.supply_answer import SupplyReport
    from lookthrough.sources.fetch import Limits
    from lookthrough.validation.records import ValidationReport

Progress = Callable[[str, int, int | None], None]
Day = str | date | None


def _now() -> datetime:
    return datetime.now(UTC)


class Workspace(EvidenceVerbs, PartyVerbs, ListVerbs):
    """Everything that can be asked of one home folder. Answers come from its newest snapshot.

    Args:
        settings: where the folder is and what the user set.
        clock: tells the time; only `load`, `update` and the default of `as_of` use it.
    """

    def __init__(self, settings: Settings, *, clock: Callable[[], datetime] = _now) -> None:
        self.settings = settings
        self.store = Store(settings.home)
        self._clock = clock

    @cached_property
    def snapshot(self) -> Snapshot:
        """The newest snapshot.

        Raises:
            SourceError: if no list was ever loaded here.
            StateError: if its files disagree.
        """
        try:
            return self.store.newest_snapshot()
        except NotFoundError as error:
            raise SourceError(error.message, hint=error.hint) from None

    @cached_property
    def engine(self) -> Engine:
        """Finds names in the snapshot.

        The index is only a cache: one that is missing, torn or of another snapshot is made anew, and where it cannot be
        kept it is made in memory.
        """
        return self._engine_of(self.snapshot)

    def _engine_of(self, snapshot: Snapshot) -> Engine:
        return open_engine(self.settings.home / "index" / snapshot.id, snapshot)

    def registers(self, known_on: Day = None, issues: Issues | None = None) -> tuple[Register, ...]:
        """Every register of owners that is loaded here, as it was known on a day.

        Raises:
            StateError: if a kept file was changed or cannot be read.
        """
        known = None if known_on is None else as_day(known_on)
        if not self.store.registers(known):
            return ()
        from lookthrough.dataset.registers import open_registers

        return open_registers(self.store, known, issues)

    def lists(self, *, grounds: Iterable[str] = (), as_of: Day = None) -> ListsReport:
        """Every list that is known, loaded or not, with its edition and what went wrong; registers that are loaded.

        Args:
            grounds: count the listings in force by their grounds, and tell those made on these apart.
            as_of: the day that is counted for; None is today.

        Raises:
            InputError: if a ground is not known.
        """
        from lookthrough.rules.grounds import checked
        from lookthrough.sources.registry import fillers

        snapshot = self._snapshot_or_none()
        used = {each.id: each for each in lists_used(self.store, snapshot)} if snapshot else {}
        failures = {failure.source: failure for failure in self.store.failures()}
        missing, out = [], self.store.taken_out()
        for known in LISTS.values():
            if known.id not in used:
                tried = [failures[m.META.id] for m in fillers(known.id) if m.META.id in failures]
                gone = [str(out[m.META.id]) for m in fillers(known.id) if m.META.id in out]
                why = "".join(f"; the attempt of {each.when[:10]} failed: {each.message}" for each in tried)
                missing.append(
                    ListUsed(
                        id=known.id, title=known.title, url=known.url, problem="; ".join(["not loaded", *gone]) + why
                    )
                )
        every = sorted((*used.values(), *missing), key=lambda each: (not each.entries, each.id))
        editions = tuple(register.edition for register in self.registers())
        report = ListsReport(tuple(every), snapshot.id if snapshot else "", VERSION, editions)
        wanted, asked = tuple(grounds), self._day(as_of)
        if not wanted:
            return report
        listings = standing(snapshot, asked) if snapshot else ()
        return replace(report, grounds=checked(wanted), as_of=asked, listings=listings)

    def load(
        self,
        source_id: str,
        *paths: str | Path,
        edition: Day = None,
        accept_shrink: bool = False,
        progress: Progress | None = None,
    ) -> Loaded:
        """Take in an edition of a list from disk and build the snapshot with it, or an edition of a register of owners.

        Args:
            source_id: e.g. "us_ofac_sdn"; a list's id names the source that its publisher fills it from. Of a register
                its format, e.g. "gleif_level2", or alone a file, which is recognised by its content.
            paths: the publisher's files.
            edition: its day; None reads it from the files, else takes today and says so.
            accept_shrink: believe an edition much smaller than the last one.
            progress: is told what is being done.

        Raises:
            NotFoundError: if there is no such source.
            InputError: if a file cannot be read or the day is none.
            SourceError: if the files are not the list. Nothing stored is lost then.
        """
        from lookthrough.dataset.ingest import ingest
        from lookthrough.dataset.registers import take_in
        from lookthrough.registers.registry import is_register
        from lookthrough.report.loading import report_loading, report_register
        from lookthrough.sources.registry import only_filler

        issues, now = Issues(), self._clock()
        given = [existing(path) for path in paths]
        if is_register(source_id, given):
            name, files = (source_id, given) if given else ("", [existing(source_id)])
            register = take_in(
                self.store, files, name=name, edition=edition, now=now, accept_shrink=accept_shrink, issues=issues,
                progress=progress,
            )  # fmt: skip
            self.store.put_back(register.register)
            return report_register(self._snapshot_or_none(), register, issues)
        module = only_filler(source_id)
        kept = ingest(
            self.store, module, given, edition=edition, now=now, accept_shrink=accept_shrink, issues=issues,
            progress=progress,
        )  # fmt: skip
        self.store.clear_failure(module.META.id)
        self.store.put_back(module.META.id)
        self._rebuild(now, issues, progress)
        return report_loading(self.store, self.snapshot, [(module.META.id, kept.edition)], [], {}, issues)

    def update(
        self,
        sources: Sequence[str] | None = None,
        *,
        accept_shrink: bool = False,
        addresses: Mapping[str, Sequence[str]] | None = None,
        limits: Limits | None = None,
        progress: Progress | None = None,
    ) -> Loaded:
        """Fetch the newest editions; a source that fails keeps its last good one, and every answer says so.

        Args:
            sources: ids of sources or lists; None for every source that was not taken out.
            accept_shrink: believe editions much smaller than the last ones.
            addresses: source id -> addresses to ask instead of the official ones.
            limits: of time and size; None for the defaults.
            progress: is told what is being done.

        Raises:
            NotFoundError: if there is no such source.
            StateError: if another process writes here.
        """
        from lookthrough.dataset.refresh import refresh
        from lookthrough.report.loading import report_loading
        from lookthrough.sources.registry import SOURCES, fetched

        modules = (
            list(dict.fromkeys(m for each in sources for m in fetched(each)))
            if sources
            else [m for m in SOURCES if m.META.data_urls and m.META.id not in self.store.taken_out()]
        )
        issues, now = Issues(), self._clock()
        taken: list[tuple[str, str]] = []
        unchanged: list[str] = []
        failed: dict[str, str] = {}
        for module in modules:
            name = module.META.id
            try:
                edition = refresh(
                    self.store, module, now=now, issues=issues, accept_shrink=accept_shrink, limits=limits,
                    addresses=(addresses or {}).get(name, ()), progress=progress,
                )  # fmt: skip
            except StateError:
                raise
            except LookthroughError as error:
                failed[name] = str(error)
                self.store.record_failure(name, now, str(error))
            else:
                if edition is None and not self.store.put_back(name):
                    unchanged.append(name)
                elif edition is None:
                    taken.append((name, self.store.editions(name)[-1].edition))
                else:
                    taken.append((name, edition.edition))
        if taken or (failed and self.store.editions()):
            self._rebuild(now, issues, progress)
        return report_loading(self.store, self._snapshot_or_none(), taken, unchanged, failed, issues)

    def screen(
        self,
        name: str,
        *,
        kind: str = "any",
        country: str | None = None,
        birth_date: str | None = None,
        nationality: str | None = None,
        gender: str | None = None,
        addresses: Iterable[str] = (),
        identifiers: Iterable[str] = (),
        as_of: Day = None,
        known_on: Day = None,
        lists: Iterable[str] | None = None,
        threshold: Given = None,
        limit: int = 10,
        **beside: Unpack[Beside],
    ) -> ScreenAnswer:
        """Which listed parties may this name be?

        Args:
            name: as you have it.
            kind: person, company, organization, vessel, aircraft, fund or any.
            country: code or words.
            birth_date: YYYY, YYYY-MM, YYYY-MM-DD or a range A/B, "~" behind it for about; it only separates namesakes.
            nationality: of a person, code or words.
            gender: "f" or "m"; it only separates namesakes.
            addresses: as you have them.
            identifiers: codes such as an ISIN or LEI, or a number with its register before it: "passport:717637093".
            as_of: the day asked about; None is today.
            known_on: use only what had been read by this day.
            lists: only these; None for all that are loaded.
            threshold: the alert line: a score, a preset, or list by list ("wide,us_ofac_sdn=0.9"); None for that of
                the settings.
            limit: matches shown.
            beside: `links`, `rules`, `grounds` …, see `Beside`.

        Raises:
            InputError: if an argument cannot be read.
            SourceError: if a list that is asked for is not loaded.
        """
        query = read_query(
            name, kind, country, birth_date, identifiers, nationality=nationality, gender=gender, addresses=addresses
        )
        issues = Issues()
        question = self._question(as_of, known_on, lists, threshold, limit, issues, beside)
        return next(screen(question, [query], issues))

    def screen_all(
        self,
        file: str | Path,
        *,
        as_of: Day = None,
        known_on: Day = None,
        lists: Iterable[str] | None = None,
        threshold: Given = None,
        limit: int = 10,
        issues: Issues | None = None,
        **beside: Unpack[Beside],
    ) -> Iterator[ScreenAnswer]:
        """Screen a table of names: one answer a row, in order, while the file is read.

        Args:
            file: CSV, XLSX or JSONL with a header: a column `name`, and `kind`, `country`, `isin` … where there are.
            as_of, known_on, lists, threshold, limit: as in `screen`.
            issues: takes what was wrong in the file.
            beside: `links`, `rules`, `grounds` …, see `Beside`.

        Raises:
            InputError: if the file cannot be read.
            SourceError: if a list that is asked for is not loaded.
        """
        issues = Issues() if issues is None else issues
        question = self._question(as_of, known_on, lists, threshold, limit, issues, beside)
        return screen(question, read_queries(existing(file), issues), issues)

    def screen_report(
        self,
        what: str | Path,
        *,
        kind: str = "any",
        country: str | None = None,
        birth_date: str | None = None,
        nationality: str | None = None,
        gender: str | None = None,
        addresses: Iterable[str] = (),
        identifiers: Iterable[str] = (),
        as_of: Day = None,
        known_on: Day = None,
        lists: Iterable[str] | None = None,
        threshold: Given = None,
        limit: int = 10,
        progress: Progress | None = None,
        **beside: Unpack[Beside],
    ) -> ScreenReport:
        """The answers for a name, or for a file of names, with all that is needed to ask again.

        Args:
            what: a file that exists, else a name.
            kind, country, birth_date, nationality, gender, addresses, identifiers: of the name, as in `screen`; a file
                has columns for them.
            as_of, known_on, lists, threshold, limit: as in `screen`.
            progress: is told how many rows are done.
            beside: `links`, `rules`, `grounds` …, see `Beside`.

        Raises:
            InputError: if an argument or the file cannot be read.
            SourceError: if a list that is asked for is not loaded.
        """
        if means_a_file(what):
            screening = self.screening(
                what, as_of=as_of, known_on=known_on, lists=lists, threshold=threshold, limit=limit, progress=progress,
                **beside,
            )  # fmt: skip
        else:
            issues = Issues()
            question = self._question(as_of, known_on, lists, threshold, limit, issues, beside)
            one = read_query(
                str(what), kind, country, birth_date, identifiers, nationality=nationality, gender=gender,
                addresses=addresses,
            )  # fmt: skip
            screening = Screening(question.report(str(what), issues), screen(question, [one], issues))
        report = screening.report()
        return replace(report, unseen=(*report.unseen, *earlier_lists(report.answers, report.as_of)))

    def screening(
        self,
        file: str | Path,
        *,
        as_of: Day = None,
        known_on: Day = None,
        lists: Iterable[str] | None = None,
        threshold: Given = None,
        limit: int = 10,
        progress: Progress | None = None,
        **beside: Unpack[Beside],
    ) -> Screening:
        """The answers for a file of names while it is read, for files of which not every answer can be held at once.

        Args:
            file, as_of, known_on, lists, threshold, limit, progress: as in `screen_report`.
            beside: `links`, `rules`, `grounds` …, see `Beside`.

        Raises:
            InputError: if an argument or the file cannot be read; if it has no rows, when the answers are read.
            SourceError: if a list that is asked for is not loaded.
        """
        issues = Issues()
        question = self._question(as_of, known_on, lists, threshold, limit, issues, beside)
        answers = screen(question, read_queries(existing(file), issues), issues)
        return Screening(question.report(Path(file).name, issues), counted(answers, Path(file).name, progress))

    def portfolio(
        self,
        file: str | Path,
        *,
        funds: str | Path | None = None,
        as_of: Day = None,
        known_on: Day = None,
        lists: Iterable[str] | None = None,
        threshold: Given = None,
        progress: Progress | None = None,
        **beside: Unpack[Beside],
    ) -> PortfolioReport:
        """Which positions lead to a listed party, by how much, since when, and what does it mean on that day?

        Args:
            file: holdings in any format that is known; it is recognised by its content.
            funds: a folder with the holdings files of funds that the portfolio holds.
            as_of, known_on, lists, threshold: as in `screen`.
            progress: is told what is being done.
            beside: `links`, `rules`, `grounds` …, see `Beside`.

        Raises:
            InputError: if a file or argument cannot be read.
            SourceError: if a list that is asked for is not loaded.
        """
        from lookthrough.intake.formats import read_funds, read_holdings
        from lookthrough.report.holding import report_holdings

        issues = Issues()
        question = self._question(as_of, known_on, lists, threshold, self.settings.matches, issues, beside)
        holdings = read_holdings(existing(file), issues)
        inner = read_funds(existing(funds), issues) if funds is not None else iter(())
        return report_holdings(question, holdings, inner, issues, progress)

    def supply(
        self,
        file: str | Path,
        *,
        as_of: Day = None,
        known_on: Day = None,
        lists: Iterable[str] | None = None,
        threshold: Given = None,
        limit: int = 10,
        row_dates: bool = False,
        progress: Progress | None = None,
        **beside: Unpack[Beside],
    ) -> SupplyReport:
        """Which suppliers are listed or owned by listed parties, and which goods are presumed barred, tier by tier?

        Args:
            file: a table of suppliers, shipments or parts, see `intake.supply`.
            as_of, known_on, lists, threshold, limit: as in `screen`.
            row_dates: judge each row that prints a day, as a shipment does, on that day; rows without a date on
                `as_of`. A date that names no one day is an error, and its row is not judged.
            progress: is told what is being done.
            beside: `links`, `rules` …, see `Beside`; registers loaded here are asked as well.

        Raises:
            InputError, SourceError: as `owners`.
        """
        from lookthrough.intake.supply import read_supply
        from lookthrough.report.supply import report_supply

        issues = Issues()
        question = self._question(as_of, known_on, lists, threshold, limit, issues, beside)
        table = read_supply(existing(file), issues)
        return report_supply(question, table, issues, progress, row_dates=row_dates)

    def validate(
        self,
        customers: str | Path | None = None,
        *,
        lists: Iterable[str] | None = None,
        sample: int = 200,
        seed: int = 1,
        thresholds: Sequence[Given] = (),
        baseline: str | Path | None = None,
        progress: Progress | None = None,
    ) -> ValidationReport:
        """Does screening find the lists loaded here when names are changed, and how often does it alert on customers?

        Args:
            customers: a table of names that are taken for clean; None asks synthetic ones.
            lists: only these; None for all that are loaded.
            sample: names drawn for each list; 0 for all.
            seed: of every draw; the same seed, lists and version give the same report.
            thresholds: the alert line first, as in `screen` and from 0.1 on, then others to show beside it, each for
                all lists; none for the line of `screen`.
            baseline: the JSON of an earlier validation to compare with.
            progress: is told what is being done.

        Raises:
            InputError: if an argument or a file cannot be read.
            SourceError: if a list that is asked for is not loaded.
        """
        from lookthrough.validation.validate import Wanted, validate

        question = self._question(None, None, lists, next(iter(thresholds), None), self.settings.matches, Issues(), {})
        wanted = Wanted(
            customers=None if customers is None else existing(customers),
            sample=sample,
            seed=seed,
            line=question.line,
            beside=tuple(map(alert_line, thresholds[1:])),
            baseline=None if baseline is None else existing(baseline),
        )
        report = validate(question, wanted, progress)
        return replace(report, seconds=(self._clock() - question.generated).total_seconds())

    def _question(
        self,
        as_of: Day,
        known_on: Day,
        lists: Iterable[str] | None,
        threshold: Given,
        limit: int,
        issues: Issues,
        beside: Beside,
    ) -> Question:
        line = alert_line(threshold, self.settings.threshold)
        if limit < 1:
            raise InputError(f"a limit of {limit} shows nothing", hint="give 1 or more")
        known = None if known_on is None else as_day(known_on)
        snapshot = self._snapshot_known(known)
        used = chosen_lists(self.store, snapshot, lists, known)
        question = Question(
            snapshot=snapshot,
            engine=self.engine if snapshot is self.snapshot else self._engine_of(snapshot),
            lists=used,
            chosen=frozenset(each.id for each in used),
            as_of=self._day(as_of),
            known_on=known,
            line=line,
            limit=limit,
            version=VERSION,
            settings_digest=replace(self.settings, threshold=line, matches=limit).digest,
            generated=self._clock(),
            accepted=self._accepted(),
            taken_out=tuple(f"{each.source}, {each}" for each in self.store.taken_out(known).values()),
        )
        return put_beside(question, self.settings.home, self.registers(known_on, issues), issues, beside)

    def _snapshot_known(self, known_on: date | None) -> Snapshot:
        """The snapshot that answers for what was known on a day; the one at hand where that is the newest."""
        newest = self.snapshot
        if known_on is None:
            return newest
        known = self.store.snapshot_known(known_on)
        return newest if known.id == newest.id else known

    @property
    def _matches(self) -> int:
        return self.settings.matches

    def _snapshot_or_none(self) -> Snapshot | None:
        try:
            return self.snapshot
        except SourceError:
            return None

    def _day(self, as_of: Day) -> date:
        return self._clock().date() if as_of is None else as_day(as_of)

    def _rebuild(self, now: datetime, issues: Issues, progress: Progress | None) -> None:
        from lookthrough.dataset.build import build
        from lookthrough.sources.registry import SOURCES

        build(self.store, SOURCES, now=now, issues=issues, progress=progress)
        self.__dict__.pop("snapshot", None)
        self.__dict__.pop("engine", None)
        _ = self.engine


def open(home: str | Path | None = None) -> Workspace:  # noqa: A001 - the door's own word: lt.open("~/screening")
    """Open a workspace; nothing is read or made until it is asked.

    Args:
        home: the folder; None asks `LOOKTHROUGH_HOME`, then takes the platform's user-data folder.

    Raises:
        InputError: if a setting in the environment cannot be read.
    """
    return Workspace(read_settings(home))
