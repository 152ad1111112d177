"""Programmes: the law behind a list, as data with dates and citations, one TOML file a rule.

A rule's code says how an entry, a relation and a day meet the law; what the law says stands in
`resources/programmes/<rule id>.toml`, where a lawyer can read and correct it without reading Python.

The file's keys (all text unless said otherwise):

    id, title, summary, authority, actor     what the programme is and whom it binds
    lists                                    array of list ids that it gives a meaning to
    spread                                   how far beyond the named party it reaches, see `Spread`
    ownership                                what is to be said about companies that the party owns
    does_not_mean                            array of sentences
    [[dealing]] key, object, effect, citation        one kind of dealing that the programme speaks about
    stands_for                               array of tables: of, citation, confirmed, from, until, note; the authority
                                             behind a printed programme code or regime, a row for each stretch of time
    [[period]]  of, from, until, citation, text, ended, doubt, suspended   when a dealing, reach or term is in force;
                                             dates without quotes; `suspended = true` for a stretch in which it is not
    [[reach]]   key, by, threshold, inclusive, aggregate, lists, only, without, printed, suggests, confirmed, citation,
                note                         one way in which owned or controlled parties are reached, see `Reach`
    [[citation]] title, url                          where a reader looks it up
    [terms.<table>] <key> = text                     small tables: footnotes, notes, parts of the list
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal, Protocol, TypeVar, cast, get_args

from lookthrough.errors import NotFoundError, Place, StateError, quote
from lookthrough.model.attribution import Counted, Measure
from lookthrough.model.dates import Truth
from lookthrough.model.listing import Listing
from lookthrough.model.share import per_cent
from lookthrough.rules.codes import codes
from lookthrough.rules.toml_table import Reader, read_toml
from lookthrough.rules.verdict import Effect

Spread = Literal["named", "named_and_printed_subsidiaries", "owned_half", "owned_or_controlled", "controlled"]
"""How far a programme reaches beyond the party that an entry names.

"named": nobody else. "named_and_printed_subsidiaries": subsidiaries where the entry itself says so. "owned_half":
companies owned half or more. "controlled": companies subject to the party's control. "owned_or_controlled": either. The
lines themselves, with their dates, are the programme's `reaches`.
"""

EVERY_LIST = "*"
"""Among a user's own lists: all."""

ReachBy = Literal["ownership", "votes", "board", "control"]


@dataclass(frozen=True, slots=True)
class Citation:
    """An authority and the official page where it can be read."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Dealing:
    """One kind of dealing that a programme speaks about.

    Attributes:
        key: the name that the rule's code uses, e.g. "purchase".
        object: the dealing in words.
        effect: what the programme does to it while it applies; "none" when it leaves it alone.
        citation: the provision that says so.
    """

    key: str
    object: str
    effect: Effect
    citation: str


class Dated(Protocol):
    """What has a first day and an end."""

    @property
    def since(self) -> date | None:
        """First day; None where it is older than anything that is read."""

    @property
    def until(self) -> date | None:
        """First day on which it is over; None while it stands."""


_D = TypeVar("_D", bound=Dated)


@dataclass(frozen=True, slots=True)
class Authority:
    """What a printed programme code or regime stands for.

    Attributes:
        of: the code or regime, as the list prints it.
        citation: orders, statutes, regulations or resolutions.
        confirmed: whether that was checked against a source; what was not must never read as settled law.
        since, until: when that is the authority; None where it is open.
        note: a sentence that belongs to it; "" for none.
    """

    of: str
    citation: str
    confirmed: bool
    since: date | None = None
    until: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time in which one part of a programme is law.

    Attributes:
        of: the dealing's key, or the key of a term, that it dates.
        since: first day; None where it is older than any entry that is read.
        until: first day on which it is law no more; None while it stands.
        citation: what brought it into force or ended it.
        text: what it says, in a sentence.
        doubt: why its standing is disputed and what would settle it; "" where it is not.
        ended: what is to be said once it is over; the same as `text` where that is "".
        suspended: it is written but not in force during the stretch.
    """

    of: str
    since: date | None
    until: date | None
    citation: str
    text: str
    doubt: str = ""
    ended: str = ""
    suspended: bool = False

    def holds(self, as_of: date) -> bool:
        """Does the day fall inside the period?"""
        return _holds(self, as_of)


@dataclass(frozen=True, slots=True)
class Reach:
    """One way in which a programme reaches a party that no entry names; its dates are the periods of its key.

    Attributes:
        key: names it in periods, and with the rule's id in `Attribution.of`.
        by: what ties the party to a listed one. "board" and "control" are questions of evidence, not of arithmetic.
        measure: the line, for "ownership" and "votes"; None for the others.
        lists: whose parties' stakes count.
        only: per list the programme codes that count; a list that is missing here counts whole.
        without: per list the programme codes that do not count: an entry that prints no other has no counting stakes.
        printed: it holds only for entries that print this reach ("subsidiaries"); "" for all.
        suggests: meeting it speaks for the reach but does not prove it: the answer stays "unknown".
        confirmed: whether it was checked against a source; what was not must never read as settled law.
        citation: the provision.
        note: a sentence that belongs to it; "" for none.
    """

    key: str
    by: ReachBy
    measure: Measure | None
    lists: tuple[str, ...]
    citation: str
    confirmed: bool
    only: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    without: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    printed: str = ""
    suggests: bool = False
    note: str = ""

    def counts(self, listing: Listing) -> bool:
        """Do the stakes of this entry's party count?

        An entry that prints no code at all counts unless the line is for certain codes only.
        """
        if listing.list_id not in self.lists and EVERY_LIST not in self.lists:
            return False
        printed, wanted = set(codes(listing.programmes)), self.only.get(listing.list_id)
        if wanted is not None and not printed & set(wanted):
            return False
        return not printed or bool(printed - set(self.without.get(listing.list_id, ())))

    def reaches_no_less_than(self, other: Reach) -> bool:
        """Is whoever the other line reaches by a count of stakes certain to be reached by this one?"""
        mine, its = self.measure, other.measure
        if mine is None or its is None or self.by != other.by or self.suggests or self.printed or self.only:
            return False
        lower = mine.part < its.part or (mine.part == its.part and (mine.inclusive or not its.inclusive))
        if not lower or (its.aggregate and not mine.aggregate):
            return False
        spared = all(set(left_out) <= set(other.without.get(of, ())) for of, left_out in self.without.items())
        return spared and set(other.lists) <= set(self.lists)


@dataclass(frozen=True, slots=True)
class InLaw:
    """Whether one part of a programme was law on a day.

    Attributes:
        truth: "unknown" only where the programme file itself records a doubt.
        since, until: of the period that holds, else of the last one that had ended by the day, else of the next one:
            an answer for a day explains what had happened by then.
        citation, text: of that period.
        doubt: what would settle it; "" when it is settled.
    """

    truth: Truth
    since: date | None = None
    until: date | None = None
    citation: str = ""
    text: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Programme:
    """One legal programme, as its file states it. See the module's text for the fields."""

    id: str
    title: str
    summary: str
    authority: str
    actor: str
    lists: tuple[str, ...]
    spread: Spread
    ownership: str
    does_not_mean: tuple[str, ...]
    dealings: tuple[Dealing, ...]
    periods: tuple[Period, ...]
    citations: tuple[Citation, ...]
    terms: Mapping[str, Mapping[str, str]]
    stands_for: tuple[Authority, ...] = ()
    reaches: tuple[Reach, ...] = ()
    grounds: tuple[str, ...] = ()

    def judges(self, list_id: str) -> bool:
        """Does it give entries of this list a meaning?"""
        return list_id in self.lists or EVERY_LIST in self.lists

    def reaches_on(self, as_of: date) -> tuple[Reach, ...]:
        """The reaches that were law on the day, those in doubt among them: what is to be computed for an answer."""
        return tuple(reach for reach in self.reaches if self.in_law(reach.key, as_of).truth != "no")

    def question(self, reach: Reach) -> str:
        """The name of a reach's question, as `Attribution.of` prints it."""
        return f"{self.id}.{reach.key}"

    def authority_of(self, code: str, as_of: date) -> Authority | None:
        """What a printed code or regime stood for on the day; None when the programme file does not say.

        Where nothing stood on the day, it is the last that had ended by then, else the first that came later.
        """
        rows = [row for row in self.stands_for if row.of == code]
        return _nearest(rows, as_of) if rows else None

    def dealing(self, key: str) -> Dealing:
        """The dealing of that key.

        Raises:
            StateError: if the programme file has none: the file and the rule's code disagree.
        """
        for dealing in self.dealings:
            if dealing.key == key:
                return dealing
        raise StateError(f"the programme has no dealing {quote(key)}", place=Place(f"{self.id}.toml", column="dealing"))

    def term(self, table: str, key: str) -> str:
        """What a term of the list means; "" when the programme file does not say."""
        return self.terms.get(table, {}).get(key, "")

    def in_law(self, of: str, as_of: date) -> InLaw:
        """Was this part of the programme law on the day?

        A part without any period is law on every day.
        """
        periods = [p for p in self.periods if p.of == of]
        if not periods:
            return InLaw("yes")
        chosen = _nearest(periods, as_of)
        holds = _holds(chosen, as_of)
        truth: Truth = "no" if not holds or chosen.suspended else "unknown" if chosen.doubt else "yes"
        over = chosen.until is not None and chosen.until <= as_of
        text = chosen.ended if over and chosen.ended else chosen.text
        return InLaw(truth, chosen.since, chosen.until, chosen.citation, text, chosen.doubt if holds else "")


def _holds(row: Dated, as_of: date) -> bool:
    """Does the day fall between the row's first day and its end?"""
    return (row.since is None or row.since <= as_of) and (row.until is None or as_of < row.until)


def _nearest(rows: Sequence[_D], as_of: date) -> _D:
    """The row that holds on the day, else the last that had ended by then, else the first that comes later."""
    ordered = sorted(rows, key=lambda row: row.since or date.min)
    holding = [row for row in ordered if _holds(row, as_of)]
    ended = [row for row in ordered if row.until is not None and row.until <= as_of]
    return (holding or ended[-1:] or ordered)[0]


@dataclass(frozen=True, slots=True)
class Rule:
    """What a rule module shows of itself; the law is read from its programme only when somebody asks.

    Attributes:
        id: names the module, the programme file and the list.
        lists: ids of the lists whose entries it judges.
    """

    id: str
    lists: tuple[str, ...]

    @property
    def programme(self) -> Programme:
        """The law as data.

        Raises:
            StateError: if the programme file is damaged.
        """
        return load_programme(self.id)

    @property
    def spread(self) -> Spread:
        """How far the rule reaches beyond the named party, in a word."""
        return self.programme.spread

    @property
    def reaches(self) -> tuple[Reach, ...]:
        """The same as lines that can be computed: shares, votes, control, each with its dates."""
        return self.programme.reaches


@cache
def load_programme(rule_id: str) -> Programme:
    """The programme of a rule, read once.

    Raises:
        NotFoundError: if there is no programme of that id.
        StateError: if its file is damaged.
    """
    resource = files("lookthrough").joinpath("resources", "programmes", f"{rule_id}.toml")
    if not rule_id.isidentifier() or not resource.is_file():
        raise NotFoundError(
            f"there is no programme {quote(rule_id)}", hint="rule ids are listed by rules.registry.RULES"
        )
    return parse_programme(resource.read_text(encoding="utf-8"), f"{rule_id}.toml")


@cache
def programmes() -> tuple[Programme, ...]:
    """Every programme that is written here, by id.

    Raises:
        StateError: if a file is damaged.
    """
    folder = files("lookthrough").joinpath("resources", "programmes")
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".toml"))
    return tuple(load_programme(name.removesuffix(".toml")) for name in names)


def parse_programme(text: str, file: str) -> Programme:
    """Read and check the text of a programme file.

    Args:
        text: TOML.
        file: the file's name; its stem must be the programme's id.

    Raises:
        StateError: if it is not TOML, or a key is missing, unknown or of the wrong kind; with the file and the key.
    """
    return programme_of(read_toml(text, file), file)


def programme_of(table: Mapping[str, object], file: str) -> Programme:
    """The programme that a table states; see `parse_programme`."""
    read = Reader(file, table)
    programme = Programme(
        id=read.text("id"),
        title=read.text("title"),
        summary=read.text("summary"),
        authority=read.text("authority"),
        actor=read.text("actor"),
        lists=read.texts("lists"),
        spread=cast(Spread, read.choice("spread", get_args(Spread))),
        ownership=read.text("ownership"),
        does_not_mean=read.texts("does_not_mean"),
        dealings=tuple(_dealing(part) for part in read.tables("dealing")),
        periods=tuple(_period(part) for part in read.tables("period", required=False)),
        citations=tuple(_citation(part) for part in read.tables("citation")),
        terms=read.terms(),
        stands_for=tuple(_authority(part) for part in read.tables("stands_for", required=False)),
        reaches=tuple(_reach(part) for part in read.tables("reach", required=False)),
        grounds=read.texts("grounds", required=False),
    )
    read.finish()
    if programme.id != file.removesuffix(".toml"):
        raise read.wrong("id", f"says {quote(programme.id)}, which is not the file's name")
    return programme


def _dealing(read: Reader) -> Dealing:
    effect = cast(Effect, read.choice("effect", get_args(Effect)))
    dealing = Dealing(read.text("key"), read.text("object"), effect, read.text("citation"))
    read.finish()
    return dealing


def _authority(read: Reader) -> Authority:
    since, until = read.stretch()
    authority = Authority(
        read.text("of"), read.text("citation"), read.truth("confirmed"), since, until, read.text("note", "")
    )
    read.finish()
    return authority


def _period(read: Reader) -> Period:
    since, until = read.stretch()
    period = Period(
        read.text("of"),
        since,
        until,
        read.text("citation"),
        read.text("text"),
        read.text("doubt", ""),
        read.text("ended", ""),
        read.truth("suspended", default=False),
    )
    read.finish()
    return period


def _reach(read: Reader) -> Reach:
    by = cast(ReachBy, read.choice("by", get_args(ReachBy)))
    reach = Reach(
        key=read.text("key"),
        by=by,
        measure=_measure(read, by) if by in get_args(Counted) else None,
        lists=read.texts("lists"),
        citation=read.text("citation"),
        confirmed=read.truth("confirmed"),
        only=read.lists("only"),
        without=read.lists("without"),
        printed=read.text("printed", ""),
        suggests=read.truth("suggests", default=False),
        note=read.text("note", ""),
    )
    read.finish()
    return reach


def _measure(read: Reader, by: str) -> Measure:
    part, inclusive = read.part("threshold"), read.truth("inclusive")
    if not (0 <= part < 1 or (part == 1 and inclusive)) or (part == 0 and inclusive):
        raise read.wrong("threshold", f"is {per_cent(part)}, which tells no party from another")
    return Measure(cast(Counted, by), part, inclusive, read.truth("aggregate"))


def _citation(read: Reader) -> Citation:
    citation = Citation(read.text("title"), read.text("url"))
    if not citation.url.startswith("https://"):
        raise read.wrong("url", "is not an https address")
    read.finish()
    return citation
