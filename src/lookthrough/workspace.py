"""The facade: one home folder, one method per verb. The only room with a clock.

import lookthrough as lt

ws = lt.open("~/screening")
ws.load("us_trade_csl", "consolidated.csv", edition="2026-07-09")
report = ws.portfolio("holdings.csv", funds="funds/", as_of="2026-07-09")
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path

from lookthrough.dataset.build import build
from lookthrough.dataset.ingest import ingest
from lookthrough.dataset.manifest import ListState
from lookthrough.dataset.refresh import refresh
from lookthrough.dataset.snapshot import IndexRow, Snapshot
from lookthrough.dataset.store import Store
from lookthrough.errors import (
    InputError,
    Issues,
    LookthroughError,
    NotFoundError,
    Place,
    SourceError,
    StateError,
    quote,
)
from lookthrough.index.entry import IndexEntry
from lookthrough.index.names import NameIndex
from lookthrough.intake.formats import read_funds, read_holdings
from lookthrough.intake.queries import BadRow, read_queries
from lookthrough.intake.single import read_query
from lookthrough.match.engine import Engine
from lookthrough.match.score import DEFAULT_THRESHOLD
from lookthrough.model.dates import as_day
from lookthrough.model.exposure import Exposure
from lookthrough.model.query import Query
from lookthrough.report.differing import report_differences
from lookthrough.report.finding import (
    DiffReport,
    EntityReport,
    ListsReport,
    ListUsed,
    PortfolioReport,
    ScreenAnswer,
    ScreenReport,
)
from lookthrough.report.holding import report_holdings
from lookthrough.report.question import Question
from lookthrough.report.screening import screen
from lookthrough.rules.registry import judge_all, notes_before
from lookthrough.settings import Settings, read_settings
from lookthrough.sources.fetch import Limits
from lookthrough.sources.lists import LISTS
from lookthrough.sources.registry import SOURCES, Source, source
from lookthrough.version import VERSION

#: What ends so is a file, and never a name that happens not to be found.
TABLE_ENDINGS = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods", ".json", ".jsonl", ".ndjson", ".parquet"})
Progress = Callable[[str, int, int | None], None]
Day = str | date | None


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of `load` or `update`.

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


class Workspace:
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
        folder = self.settings.home / "index" / self.snapshot.id
        try:
            return Engine(NameIndex.open(folder, self.snapshot.id))
        except StateError:
            made = NameIndex.build(map(_index_entry, self.snapshot.index_rows()))
            with suppress(OSError):
                made.save(folder, self.snapshot.id)
            return Engine(made)

    def lists(self) -> ListsReport:
        """Every list that is known, loaded or not, with its edition and what went wrong with it."""
        try:
            snapshot: Snapshot | None = self.snapshot
        except SourceError:
            snapshot = None
        used = {each.id: each for each in self._used(snapshot)} if snapshot else {}
        failures = {failure.source: failure for failure in self.store.failures()}
        missing = []
        for known in LISTS.values():
            if known.id not in used:
                tried = [failures[m.META.id] for m in _fillers(known.id) if m.META.id in failures]
                why = "".join(f"; the attempt of {each.when[:10]} failed: {each.message}" for each in tried)
                missing.append(ListUsed(id=known.id, title=known.title, url=known.url, problem=f"not loaded{why}"))
        every = sorted((*used.values(), *missing), key=lambda each: (not each.entries, each.id))
        return ListsReport(tuple(every), snapshot.id if snapshot else "", VERSION)

    def load(
        self,
        source_id: str,
        *paths: str | Path,
        edition: Day = None,
        accept_shrink: bool = False,
        progress: Progress | None = None,
    ) -> Loaded:
        """Take in an edition from disk and build the snapshot with it.

        Args:
            source_id: e.g. "us_ofac_sdn"; a list's id names the source that its publisher fills it from.
            paths: the publisher's files.
            edition: its day; None reads it from the files, else takes today and says so.
            accept_shrink: believe an edition much smaller than the last one.
            progress: is told what is being done.

        Raises:
            NotFoundError: if there is no such source.
            InputError: if a file cannot be read or the day is none.
            SourceError: if the files are not the list. Nothing stored is lost then.
        """
        module, issues, now = _only_filler(source_id), Issues(), self._clock()
        given = [Path(path) for path in paths]
        for path in given:
            if not path.exists():
                raise InputError(f"there is no file {path}", hint="check the path")
        kept = ingest(
            self.store, module, given, edition=edition, now=now, accept_shrink=accept_shrink, issues=issues,
            progress=progress,
        )  # fmt: skip
        self.store.clear_failure(module.META.id)
        self._rebuild(now, issues, progress)
        return self._loaded([(module.META.id, kept.edition)], [], {}, issues)

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
            sources: ids of sources or lists; None for every source.
            accept_shrink: believe editions much smaller than the last ones.
            addresses: source id -> addresses to ask instead of the official ones.
            limits: of time and size; None for the defaults.
            progress: is told what is being done.

        Raises:
            NotFoundError: if there is no such source.
            StateError: if another process writes here.
        """
        modules = (
            list(dict.fromkeys(m for each in sources for m in _fillers(each)))
            if sources
            else [m for m in SOURCES if m.META.data_urls]
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
                if edition is None:
                    unchanged.append(name)
                else:
                    taken.append((name, edition.edition))
        if taken or (failed and self.store.editions()):
            self._rebuild(now, issues, progress)
        return self._loaded(taken, unchanged, failed, issues)

    def screen(
        self,
        name: str,
        *,
        kind: str = "any",
        country: str | None = None,
        birth_date: str | None = None,
        identifiers: Iterable[str] = (),
        as_of: Day = None,
        known_on: Day = None,
        lists: Iterable[str] | None = None,
        threshold: float | None = None,
        limit: int = 10,
    ) -> ScreenAnswer:
        """Which listed parties may this name be?

        Args:
            name: as you have it.
            kind: person, company, organization, vessel, aircraft, fund or any.
            country: code or words.
            birth_date: YYYY, YYYY-MM or YYYY-MM-DD; it only separates namesakes.
            identifiers: codes such as an ISIN or LEI.
            as_of: the day asked about; None is today.
            known_on: use only what had been read by this day.
            lists: only these; None for all that are loaded.
            threshold: the alert line, 0..1; None for the documented one.
            limit: matches shown.

        Raises:
            InputError: if an argument cannot be read.
            SourceError: if a list that is asked for is not loaded.
        """
        query = read_query(name, kind, country, birth_date, identifiers)
        question = self._question(as_of, known_on, lists, threshold, limit)
        return next(screen(question, [query]))

    def screen_all(
        self,
        file: str | Path,
        *,
        as_of: Day = None,
        known_on: Day = None,
        lists: Iterable[str] | None = None,
        threshold: float | None = None,
        limit: int = 10,
        issues: Issues | None = None,
    ) -> Iterator[ScreenAnswer]:
        """Screen a table of names: one answer a row, in order, while the file is read.

        Args:
            file: CSV, XLSX or JSONL with a header: a column `name`, and `kind`, `country`, `isin` … where there are.
            as_of, known_on, lists, threshold, limit: as in `screen`.
            issues: takes what was wrong in the file.

        Raises:
            InputError: if the file cannot be read.
            SourceError: if a list that is asked for is not loaded.
        """
        question = self._question(as_of, known_on, lists, threshold, limit)
        return screen(question, read_queries(_existing(file), Issues() if issues is None else issues))

    def screen_report(
        self,
        what: str | Path,
        *,
        kind: str = "any",
        country: str | None = None,
        birth_date: str | None = None,
        identifiers: Iterable[str] = (),
        as_of: Day = None,
        known_on: Day = None,
        lists: Iterable[str] | None = None,
        threshold: float | None = None,
        limit: int = 10,
        progress: Progress | None = None,
    ) -> ScreenReport:
        """The answers for a name, or for a file of names, with all that is needed to ask again.

        Args:
            what: a file that exists, else a name.
            kind, country, birth_date, identifiers: of the name; a file has columns for them.
            as_of, known_on, lists, threshold, limit: as in `screen`.
            progress: is told how many rows are done.

        Raises:
            InputError: if an argument or the file cannot be read.
            SourceError: if a list that is asked for is not loaded.
        """
        question, issues = self._question(as_of, known_on, lists, threshold, limit), Issues()
        rows: Iterable[Query | BadRow]
        if _means_a_file(what):
            rows = read_queries(Path(what), issues)
        else:
            rows = [read_query(str(what), kind, country, birth_date, identifiers)]
        answers: list[ScreenAnswer] = []
        for answer in screen(question, rows):
            answers.append(answer)
            if progress and len(answers) % 500 == 0:
                progress("rows screened", len(answers), None)
        if not answers:
            raise InputError("the file has a header and no rows", hint="check the file", place=Place(Path(what).name))
        return ScreenReport(
            title=Path(what).name if _means_a_file(what) else str(what),
            as_of=question.as_of,
            known_on=question.known_on,
            snapshot=question.snapshot.id,
            version=question.version,
            settings_digest=question.settings_digest,
            generated=question.generated,
            lists=question.lists,
            answers=tuple(answers),
            threshold=question.threshold,
            unseen=(*question.gaps(), *_earlier_lists(answers, question.as_of)),
            issues=issues,
        )

    def portfolio(
        self,
        file: str | Path,
        *,
        funds: str | Path | None = None,
        as_of: Day = None,
        known_on: Day = None,
        lists: Iterable[str] | None = None,
        threshold: float | None = None,
        progress: Progress | None = None,
    ) -> PortfolioReport:
        """Which positions lead to a listed party, by how much, since when, and what does it mean on that day?

        Args:
            file: holdings in any format that is known; it is recognised by its content.
            funds: a folder with the holdings files of funds that the portfolio holds.
            as_of, known_on, lists, threshold: as in `screen`.
            progress: is told what is being done.

        Raises:
            InputError: if a file or argument cannot be read.
            SourceError: if a list that is asked for is not loaded.
        """
        question, issues = self._question(as_of, known_on, lists, threshold, self.settings.matches), Issues()
        holdings = read_holdings(_existing(file), issues)
        inner = read_funds(_existing(funds), issues) if funds is not None else iter(())
        return report_holdings(question, holdings, inner, issues, progress)

    def entity(self, entity_id: str, *, as_of: Day = None, known_on: Day = None) -> EntityReport:
        """One listed party as its publisher describes it, and what each listing means on a day.

        Raises:
            NotFoundError: if there is no such entity, or it was not known on that day.
            InputError: if a day is none.
        """
        day, known = self._day(as_of), None if known_on is None else as_day(known_on)
        entity = self.snapshot.entity(entity_id, known)
        verdicts = tuple(
            verdict for listing in entity.listings for verdict in judge_all(Exposure("same_person", listing), day)
        )
        on = {listing.list_id for listing in entity.listings}
        used = tuple(each for each in self._used(self.snapshot) if each.id in on)
        return EntityReport(entity, day, self.snapshot.id, VERSION, verdicts, used)

    def diff(self, earlier: str | date, later: str | date, *, lists: Iterable[str] | None = None) -> DiffReport:
        """Which listings began or ended between two days?

        Raises:
            InputError: if a day is none or they are in the wrong order.
            SourceError: if a list that is asked for is not loaded.
        """
        return report_differences(self.snapshot, as_day(earlier), as_day(later), self._chosen(lists), VERSION)

    def _question(
        self, as_of: Day, known_on: Day, lists: Iterable[str] | None, threshold: float | None, limit: int
    ) -> Question:
        line = threshold if threshold is not None else self.settings.threshold
        line = DEFAULT_THRESHOLD if line is None else line
        if not 0 <= line <= 1:
            raise InputError(f"a threshold of {line} is no score", hint="give a number between 0 and 1, e.g. 0.8")
        if limit < 1:
            raise InputError(f"a limit of {limit} shows nothing", hint="give 1 or more")
        known = None if known_on is None else as_day(known_on)
        used = self._chosen(lists, known)
        return Question(
            snapshot=self.snapshot,
            engine=self.engine,
            lists=used,
            chosen=frozenset(each.id for each in used),
            as_of=self._day(as_of),
            known_on=known,
            threshold=line,
            limit=limit,
            version=VERSION,
            settings_digest=replace(self.settings, threshold=line, matches=limit).digest,
            generated=self._clock(),
        )

    def _day(self, as_of: Day) -> date:
        return self._clock().date() if as_of is None else as_day(as_of)

    def _chosen(self, lists: Iterable[str] | None, known_on: date | None = None) -> tuple[ListUsed, ...]:
        """The lists that are asked: those that are named, which must be loaded, or all that are."""
        used = {each.id: each for each in self._used(self.snapshot, known_on)}
        wanted = tuple(used) if lists is None else tuple(dict.fromkeys(lists))
        for each in wanted:
            if each not in LISTS:
                raise NotFoundError(f"there is no list {quote(each)}", hint="`lookthrough lists` shows them all")
            if each not in used:
                lacks = f"has no edition of {known_on} or before" if known_on else "is not loaded"
                raise SourceError(
                    f"the list {each} {lacks}, so nothing can be said of it",
                    hint=f"run `lookthrough update {each}`, or `lookthrough load` with the publisher's files",
                )
        if not wanted:
            raise SourceError(
                f"no edition of any list is of {known_on} or before, so nothing was known then",
                hint="ask for a later day with --known-on, or load older editions",
            )
        return tuple(used[each] for each in wanted)

    def _used(self, snapshot: Snapshot, known_on: date | None = None) -> Iterator[ListUsed]:
        """The lists of the snapshot in the edition that was known on a day; one without any is left out."""
        failures = {failure.source: failure for failure in self.store.failures()}
        sizes = Counter[str]()
        for state in snapshot.lists:
            sizes[state.source] += state.entries
        for state in snapshot.lists:
            edition, entries = self._edition(state, known_on)
            if not edition:
                continue
            title, failed = LISTS.get(state.id), failures.get(state.source)
            problems = [failures[""].message] if "" in failures else []
            if failed:
                problems.append(
                    f"the attempt of {failed.when[:10]} to renew it failed: {failed.message}; "
                    f"the edition of {edition} is used"
                )
            if sizes[state.source] < (least := source(state.source).META.min_entries):
                problems.append(
                    f"an excerpt: {state.source} was read with {sizes[state.source]:,} entries on all its lists, "
                    f"and the whole has {least:,} and more"
                )
            yield ListUsed(
                id=state.id,
                title=title.title if title else "",
                source=state.source,
                edition=edition,
                entries=entries,
                licence=state.licence,
                url=title.url if title else "",
                problem="; ".join(problems),
            )

    def _edition(self, state: ListState, known_on: date | None) -> tuple[str, int]:
        """The day and size of the edition in force on a day; ("", 0) when there was none yet."""
        if known_on is None or state.edition <= known_on.isoformat():
            return state.edition, state.entries
        kept = {edition.id: edition for edition in self.store.editions(state.source)}
        earlier = [kept[each] for each in state.editions if each in kept and kept[each].edition <= known_on.isoformat()]
        return (earlier[-1].edition, earlier[-1].provenance.entries.get(state.id, 0)) if earlier else ("", 0)

    def _rebuild(self, now: datetime, issues: Issues, progress: Progress | None) -> None:
        build(self.store, SOURCES, now=now, issues=issues, progress=progress)
        self.__dict__.pop("snapshot", None)
        self.__dict__.pop("engine", None)
        _ = self.engine

    def _loaded(
        self, taken: Sequence[tuple[str, str]], unchanged: Sequence[str], failed: Mapping[str, str], issues: Issues
    ) -> Loaded:
        try:
            snapshot: Snapshot | None = self.snapshot
        except SourceError:
            snapshot = None
        said = []
        for name, edition in taken:
            states = [s for s in (snapshot.lists if snapshot else ()) if s.source == name]
            used = [s for s in states if s.edition == edition]
            counts = ", ".join(f"{state.id} {state.entries:,}" for state in used) or "kept, but not in force"
            later = {f"{s.source} of {s.edition}" for s in states if s.edition != edition}
            said.append(f"{name}, edition {edition}: {counts}" + (f"; in force: {', '.join(later)}" if later else ""))
        said += [f"{name}: not changed since the last update" for name in unchanged]
        for name, why in failed.items():
            kept = self.store.editions(name)
            stays = f"the edition of {kept[-1].edition} stays in force" if kept else "no edition of it was ever loaded"
            said.append(f"{name}: FAILED, {stays}: {why}")
        if snapshot:
            said.append(
                f"Snapshot {snapshot.id}: {snapshot.manifest.entries:,} entries on {len(snapshot.lists)} lists."
            )
        return Loaded(
            snapshot.id if snapshot else "", tuple(taken), tuple(unchanged), dict(failed), issues, "\n".join(said)
        )


def open(home: str | Path | None = None) -> Workspace:  # noqa: A001 - the door's own word: lt.open("~/screening")
    """Open a workspace; nothing is read or made until it is asked.

    Args:
        home: the folder; None asks `LOOKTHROUGH_HOME`, then takes the platform's user-data folder.

    Raises:
        InputError: if a setting in the environment cannot be read.
    """
    return Workspace(read_settings(home))


def _earlier_lists(answers: Iterable[ScreenAnswer], as_of: date) -> tuple[str, ...]:
    """What rules know of lists that stood before an entry began and that no source here carries."""
    apart = (listing for answer in answers for match in answer.matches for listing in match.not_in_force)
    return tuple(dict.fromkeys(said for listing in apart for said in notes_before(listing, as_of)))


def _existing(path: str | Path) -> Path:
    found = Path(path).expanduser()
    if not found.exists():
        raise InputError(f"there is no file or folder {found}", hint="check the path")
    return found


def _fillers(name: str) -> list[Source]:
    """The source with this id, else every source that fills the list with this id."""
    filling = [module for module in SOURCES if name in module.META.lists and name != module.META.id]
    return filling if filling and name not in {module.META.id for module in SOURCES} else [source(name)]


def _only_filler(name: str) -> Source:
    """The source with this id, or the only one that fills the list with this id.

    Raises:
        NotFoundError: if there is none, or several fill the list: then the reader must say whose file it is.
    """
    found = _fillers(name)
    if len(found) > 1:
        ids = " or ".join(module.META.id for module in found)
        raise NotFoundError(f"the list {name} is filled by several sources", hint=f"name the source of the file: {ids}")
    return found[0]


def _means_a_file(what: str | Path) -> bool:
    """Is this a file that exists? What ends as a table does, or is a folder, is never taken for a name.

    Raises:
        InputError: if there is no such file.
    """
    try:
        path = Path(what).expanduser()
        if path.is_file():
            return True
        folder = path.is_dir()
    except (OSError, ValueError):  # a name of 10,000 characters is no path
        return False
    if folder or path.suffix.lower() in TABLE_ENDINGS:
        raise InputError(f"there is no file {quote(str(what))}", hint="check the path; a folder is not screened")
    return False


def _index_entry(row: IndexRow) -> IndexEntry:
    return IndexEntry(row.entity_id, row.kind, row.names, row.countries, row.identifiers, row.lists)
