"""Which role each piece of a document plays: first by what it says itself, then by what stands around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from lookthrough.evidence.articles import lines
from lookthrough.evidence.articles.date_lines import DateLine, label_alone, read_date_line
from lookthrough.evidence.articles.languages import function_share
from lookthrough.evidence.articles.wordlists import folded
from lookthrough.evidence.formats.layout import Layout, Piece
from lookthrough.model.document import Role

SHORT = 200  # characters up to which a piece can be a heading


@dataclass(slots=True, eq=False)
class Marked:
    """A piece with the role that it was given so far.

    Attributes:
        piece: it.
        text: its words.
        role: None is a short line that may be a heading or furniture, until its neighbours tell.
        why: what told the role.
        day: what the line says where it is a date line.
        authors: names where it is a byline.
        language: of a paragraph, once it was told.
    """

    piece: Piece
    text: str
    role: Role | None
    why: str
    day: DateLine | None = None
    authors: tuple[str, ...] = ()
    language: str = ""

    def become(self, role: Role, why: str) -> None:
        """Take a role."""
        self.role, self.why = role, why


def mark(layout: Layout, language: str) -> list[Marked]:
    """Every piece by what it says itself; lines that return are furniture.

    Args:
        layout: the document.
        language: of the page where it is stated, for dates in numbers.
    """
    marked = [_by_itself(piece, layout.words(piece), layout.marked_up, language) for piece in layout.pieces]
    _mark_labels(marked)
    _mark_returning(marked)
    return marked


def _mark_labels(marked: list[Marked]) -> None:
    """A label on a line of its own ("Published") is the label of the date on the next."""
    for each, after in pairwise(marked):
        if each.role is None and after.day is not None and (label := label_alone(each.text)):
            each.become("furniture", "the label of the date behind it")
            after.day = replace(after.day, label=after.day.label or label)


def _by_itself(piece: Piece, text: str, marked_up: bool, language: str) -> Marked:
    found = _by_signs(piece)
    if found and found[0] in ("form", "furniture"):
        day = read_date_line(text, language) or (_machine_day(piece.when) if piece.when else None)
        return Marked(piece, text, *found, day=day)
    if len(text) > SHORT and not found:
        return Marked(piece, text, *_by_shape(piece, text, marked_up))
    day, authors = _day_and_authors(piece, text, language)
    if authors:
        return Marked(piece, text, "byline", "the line names who wrote it", day, authors)
    if day is not None:
        return Marked(piece, text, "dateline", "the line is a date", day)
    if found and found[0] == "caption":
        return Marked(piece, text, *found)
    return Marked(piece, text, *(_by_words(piece, text) or found or _by_shape(piece, text, marked_up)))


_DIGIT = re.compile(r"\d")
_SOURCE = re.compile(r"来源|來源|(?i:\bsource ?:)")
_BETWEEN = re.compile(
    r"\s*[|•·\n\t]\s*|\s[–—-]\s|\s{2,}|,\s(?=(?:Updated|Published)\b)|\s(?=(?:by|By|BY|por|par|von)\s|来源|來源|作者|责任编辑)"
)


def _day_and_authors(piece: Piece, text: str, language: str) -> tuple[DateLine | None, tuple[str, ...]]:
    """The day and names of a line that holds either or both ("By Ann Lee | 8 October 2019")."""
    if len(text) > SHORT:
        return None, ()
    whole = read_date_line(text, language)
    if whole is not None:
        return _by_machine(whole, piece), ()
    if not (_DIGIT.search(text) or piece.when):
        return None, lines.authors_of(text) or (lines.names_in(text) if "byline" in piece.signs else ())
    authors = lines.authors_of(text) or (lines.names_in(text) if "byline" in piece.signs else ())
    days: list[DateLine] = []
    beside: tuple[str, ...] = ()
    for part in _BETWEEN.split(text):
        day = read_date_line(part, language)
        if day is not None:
            days.append(day)
        elif not authors:
            beside = beside or lines.authors_of(part.strip())
    authors = authors or (beside if days else ())
    days.sort(key=lambda day: (day.label == "updated", day.date is None))
    if days and (authors or _SOURCE.search(text) or days[0].label or "date" in piece.signs or "byline" in piece.signs):
        return _by_machine(days[0], piece), authors
    if piece.when and "date" in piece.signs and len(text) < 60:
        return read_date_line(piece.when.strip(), language) or _machine_day(piece.when), authors
    return None, authors


def _by_machine(day: DateLine, piece: Piece) -> DateLine:
    """The day that a page gives for its machines beside the printed one, where the printed one leaves doubt."""
    if day.date is not None or not piece.when:
        return day
    exact = _machine_day(piece.when)
    return replace(day, date=exact.date, doubt="") if exact is not None else day


def _machine_day(when: str) -> DateLine | None:
    return read_date_line(when.strip()[:10])


def _by_signs(piece: Piece) -> tuple[Role | None, str] | None:
    signs = piece.signs
    if "form" in signs:
        return "form", "it stands in a form"
    for sign, why in (
        ("hidden", "the page does not show it"),
        ("nav", "it stands in a menu"),
        ("comments", "readers wrote it"),
        ("aside", "it stands beside the article"),
        ("footer", "it stands in the page's foot"),
        ("running", "the line returns from page to page"),
    ):
        if sign in signs:
            return "furniture", why
    if "caption" in signs:
        return "caption", "the page marks it as a caption"
    if "heading" in signs or "title" in signs:
        return "heading", "the page marks it as a heading"
    return None


def _by_words(piece: Piece, text: str) -> tuple[Role | None, str] | None:
    if lines.is_form(text):
        return "form", "the line prompts for input"
    if lines.is_actions(text):
        return "furniture", "the words of buttons alone"
    if lines.is_contact(text):
        return "furniture", "a number or address of the site"
    if lines.is_credit(text):
        return "caption", "the line credits a picture"
    if lines.is_furniture(text) or (lines.is_tail(text) and "heading" not in piece.signs):
        return "furniture", "the line begins as furniture does"
    if piece.links > 0.7 and len(text) <= SHORT and "title" not in piece.signs:
        return "furniture", "the line is a link"
    return None


def _by_shape(piece: Piece, text: str, marked_up: bool) -> tuple[Role | None, str]:
    if "byline" in piece.signs and piece.links < 1 and len(text) > SHORT:
        return "furniture", "it tells of the author"
    if marked_up and "main" not in piece.signs:
        return "furniture", "it stands outside the page's text"
    if marked_up and (len(text) > 25 or "list" in piece.signs or lines.ends_sentence(text)):
        return "body", "it stands in the page's text"
    if "table" in piece.signs and "\t" in text:
        return "body", "a row of a table"
    if "note" in piece.signs:
        return "body", "a footnote"
    if len(text) > SHORT:
        return "body", "a paragraph"
    words = lines.word_count(text)
    if (lines.ends_sentence(text) and words >= 3) or words > 25:
        return "body", "a paragraph"
    return None, ""


def _mark_returning(marked: list[Marked]) -> None:
    """Short lines that stand in the document more than once are furniture."""
    seen = Counter(folded(each.text) for each in marked if len(each.text) <= SHORT)
    for each in marked:
        undecided = each.role is None or (
            each.role == "body" and len(each.text) < 60 and not lines.ends_sentence(each.text)
        )
        if undecided and seen[folded(each.text)] > 1 and "table" not in each.piece.signs:
            each.become("furniture", "the line returns in the document")


def settle(part: Sequence[Marked], language: str, title: str) -> None:
    """Decide within one article what the pieces alone left open.

    Args:
        part: the article's pieces.
        language: the article's.
        title: stated in the page's metadata; "" where none is.
    """
    _settle_tail(part)
    _settle_captions(part)
    _settle_head(part, title)
    _settle_amid(part, language)


def _is_text(each: Marked) -> bool:
    return each.role == "body"


def _settle_tail(part: Sequence[Marked]) -> None:
    """What follows "Related articles", "Comments" or "Leave a reply" belongs to that until long text returns."""
    ending: Role | None = None
    started = False
    for place, each in enumerate(part):
        if started and (each.role in (None, "furniture", "heading", "form", "body")):
            if lines.is_form(each.text):
                ending, why = "form", "it belongs to a form"
            elif lines.is_tail(each.text) or lines.is_comments(each.text):
                ending, why = "furniture", f"it stands under “{each.text.strip()[:40]}”"
        if ending is None:
            started = started or _is_text(each)
            continue
        if _returns(part, place):
            ending = None
            continue
        if each.role not in ("form",) and not (each.role == "byline" and place == len(part) - 1):
            each.become(ending, why)


def _returns(part: Sequence[Marked], place: int) -> bool:
    """Whether the article's own text goes on here: two long paragraphs follow each other, or the page says so."""
    each = part[place]
    if each.role == "body" and "main" in each.piece.signs and len(each.text) > 60 and lines.ends_sentence(each.text):
        return True
    here = [
        e for e in part[place : place + 2] if e.role == "body" and len(e.text) > SHORT and lines.ends_sentence(e.text)
    ]
    return len(here) == 2 and not lines.is_form(part[place].text)


def _settle_captions(part: Sequence[Marked]) -> None:
    """A paragraph before a credit line, or between byline and dateline, or that tells what is seen, is a caption."""
    in_head, before = True, None
    for place, each in enumerate(part):
        _settle_caption(each, before, part[place + 1] if place + 1 < len(part) else None, in_head=in_head)
        in_head = in_head and not _is_text(each)
        before = before if each.role == "furniture" else each


def _settle_caption(each: Marked, before: Marked | None, after: Marked | None, *, in_head: bool) -> None:
    if each.role not in ("body", None) or len(each.text) > 500 or "main" in each.piece.signs:
        return
    if lines.credit_at_end(each.text):
        each.become("caption", "it ends in a picture's credit")
    elif after is not None and after.why == "the line credits a picture":
        each.become("caption", "a picture's credit follows")
    elif in_head and before is not None and before.role in ("byline", "heading", "caption") and after is not None:
        if lines.describes_picture(each.text):
            each.become("caption", "it tells what is to be seen")
        elif before.role == "byline" and after.role == "body" and lines.agency_dateline(after.text):
            each.become("caption", "it stands between byline and dateline")


def _settle_head(part: Sequence[Marked], title: str) -> None:
    """Of the short lines before the text, the last is the title; those above it are the site's or a section's."""
    first_text = next((i for i, e in enumerate(part) if _is_text(e)), len(part))
    head = [e for e in part[:first_text] if _may_head(e)]
    chosen = _title(part[:first_text], head, title)
    above = True
    for each in head:
        if each is chosen:
            above = False
            each.become("heading", each.why or "the last line above the text")
        elif above and chosen is not None:
            each.become("furniture", "it stands above the title: a site's or section's name")
        elif each.role is None:
            each.become("body" if lines.word_count(each.text) > 8 else "furniture", "it stands between title and text")


def _may_head(each: Marked) -> bool:
    return each.role in (None, "heading")


def is_stated(text: str, stated: str) -> bool:
    """Whether a line is the title that the page states, behind which many print the site's name."""
    own, said = folded(text), folded(stated)
    return bool(own) and (own == said or (len(own) > 12 and said.startswith(own)))


def _title(before: Sequence[Marked], head: Sequence[Marked], stated: str) -> Marked | None:
    if not head:
        return None
    same = [e for e in head if is_stated(e.text, stated)]
    if same:
        return same[0]
    byline = next((i for i, e in enumerate(before) if e.role == "byline"), None)
    if byline and _may_head(before[byline - 1]):
        return before[byline - 1]
    marked = [e for e in head if "title" in e.piece.signs]
    if marked:
        return marked[0]
    if byline is not None:
        own = [e for e in before[:byline] if _may_head(e)]
        if own:
            return own[-1]
    caption = next((i for i, e in enumerate(before) if e.role == "caption"), len(before))
    own = [e for e in before[:caption] if _may_head(e)]
    return (own or list(head))[-1]


def _settle_amid(part: Sequence[Marked], language: str) -> None:
    """Short lines amid the text: subheadings, sentences without a full stop, and headlines of other stories."""
    open_lines = [i for i, e in enumerate(part) if e.role is None]
    spread = sum(1 for e in part if _is_text(e) and e.piece.gap) > 0.5 * sum(1 for e in part if _is_text(e))
    last_text = max((i for i, e in enumerate(part) if _is_text(e)), default=-1)
    amid = [i for i in open_lines if i < last_text]
    for place in open_lines:
        each = part[place]
        words = lines.word_count(each.text)
        if place > last_text:
            each.become("furniture", "it stands behind the text")
        elif not (spread and each.piece.gap) or (words > 6 and function_share(each.text, language) > 0.25):
            each.become("body", "a line of the text")
        elif words <= 5 or len(amid) >= 4:
            each.become("heading", "a short line amid the text")
        else:
            each.become("furniture", "a headline amid the text, most likely of another story")
