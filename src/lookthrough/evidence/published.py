"""When an article was published: from the page's own tags, from a date printed with the article, or unknown and why.

A date is believed by its place, not because it is there. A weekday and date in the page's head is the day on which
somebody looked at the page; a date that is later than the capture cannot be right.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from lookthrough.evidence import lines
from lookthrough.evidence.date_lines import DateLine, read_date_line
from lookthrough.evidence.layout import Stated
from lookthrough.evidence.roles import Marked
from lookthrough.model import dates
from lookthrough.model.document import Published

_NEAR = 6  # pieces between title and text that a dateline may stand among
_ISO_DAY = re.compile(r"\s*((?:19|20)\d\d)-?(\d\d)-?(\d\d)(?!\d)")
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")


def published(part: Sequence[Marked], stated: Stated, captured: str, *, alone: bool, spread: bool) -> Published:
    """Tell when an article was published.

    Args:
        part: the article's pieces, with their roles.
        stated: what the page states of itself; empty where the page holds several articles.
        captured: when the bytes were taken in, ISO; nothing later is believed. "" where unknown.
        alone: whether the article is the only one of its file.
        spread: whether dates, titles and bylines return in the same order through the file.
    """
    notes: list[str] = []
    limit = _iso_day(captured)
    for where, printed in stated.published:
        found = _day_of(printed, stated.language)
        if found is None:
            notes.append(f"{where} “{printed[:40]}” is no date")
        elif limit and found > limit:
            notes.append(f"{where} {found.isoformat()} is later than the capture")
        else:
            return Published(dates.day(found, printed), "metadata", _with(f"{where} “{printed[:40]}”", notes))
    seen = [(each, place) for place, each in enumerate(part) if each.day is not None]
    for each, place in sorted(seen, key=lambda pair: -_weight(part, pair[1], spread)):
        answer = _from_line(each, place, part, limit, notes, alone=alone, spread=spread)
        if answer is not None:
            return answer
    return _from_opening(part, limit, notes)


def _with(why: str, notes: Sequence[str]) -> str:
    return "; ".join([why, *notes])


def _iso_day(text: str) -> date | None:
    found = _ISO_DAY.match(text)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def _day_of(printed: str, language: str) -> date | None:
    found = _iso_day(printed)
    if found is None:
        line = read_date_line(printed, language)
        known = line.date if line else None
        found = known.earliest if known and known.granularity == "day" else None
    return found


def _head(part: Sequence[Marked]) -> tuple[int, int]:
    """Places of the title and of the first paragraph."""
    first_text = next((i for i, e in enumerate(part) if e.role == "body"), len(part))
    title = next((i for i, e in enumerate(part[:first_text]) if e.role == "heading"), -1)
    return title, first_text


def _weight(part: Sequence[Marked], place: int, spread: bool) -> int:
    """How much a date's place speaks for it; the earlier of equals is asked first."""
    day = part[place].day
    title, first_text = _head(part)
    weight = 0
    if day is not None and day.label == "published":
        weight += 8
    if title <= place < first_text and title >= 0:
        weight += 6
    if "date" in part[place].piece.signs:
        weight += 2
    return weight + (4 if spread and place < first_text else 0)


def _from_line(
    each: Marked, place: int, part: Sequence[Marked], limit: date | None, notes: list[str], *, alone: bool, spread: bool
) -> Published | None:
    """Judge one printed date by its place; why it is not believed goes into `notes`."""
    day = each.day
    if day is None or day.date is None:
        notes.append(f"“{day.text}”: {day.doubt}" if day else "")
        return None
    shown = f"“{day.text}”"
    refusal = _refusal(each, day, limit)
    title, first_text = _head(part)
    believed = ""
    if day.label == "published":
        believed = "is printed as the day of publication"
    elif title >= 0 and title < place < first_text:
        believed = "stands between title and text"
    elif place < first_text and (spread or not _is_clock(day, place, part)):
        believed = "stands above the title"
    elif place < first_text:
        each.become("furniture", "the day on which the page was shown")
        refusal = refusal or (
            "stands in the page's head, away from the article: the day on which the page was shown, "
            "so the article is not later"
        )
    elif alone and not day.weekday and not any(e.role == "body" for e in part[place:]):
        believed = "stands under the text"
    if believed and not refusal:
        return Published(day.date, "dateline", _with(f"{shown} {believed}", notes))
    notes.append(f"{shown} {refusal or 'stands amid the text'}")
    return None


def _refusal(each: Marked, day: DateLine, limit: date | None) -> str:
    """Why a printed date cannot be that of publication, wherever it stands; "" where it can."""
    if day.label == "updated":
        return "is when it was changed"
    if limit and day.date and day.date.earliest > limit:
        return "is later than the capture"
    if each.role in ("furniture", "form"):
        return "stands in the page's furniture, away from the article"
    return ""


def _is_clock(day: DateLine, place: int, part: Sequence[Marked]) -> bool:
    """Whether a date above the title is the page's clock: among the site's own lines, or a weekday that opens it."""
    above = [e for e in part[:place] if e.role != "heading"]
    return bool(above) and (day.weekday or day.time)


def _from_opening(part: Sequence[Marked], limit: date | None, notes: list[str]) -> Published:
    """Read the day in an agency's opening ("WASHINGTON, Oct 8 (Reuters) - …"), else say that none is known."""
    for each in [e for e in part if e.role == "body"][:2]:
        opening = lines.agency_dateline(each.text)
        line = read_date_line(opening[1]) if opening and opening[1] else None
        if opening is None or line is None:
            continue
        if line.date is not None and not (limit and line.date.earliest > limit):
            return Published(line.date, "dateline", _with(f"the text opens with “{opening[0][:60]}”", notes))
        if line.month_day is not None:
            notes.append(f"the text opens with “{opening[0][:60]}”, without a year")
    if not notes:
        notes.append("no date is stated or printed with the article")
    years = sorted({int(y) for e in part if e.role in ("body", "caption") for y in _YEAR.findall(e.text)})
    past = [y for y in years if limit is None or y <= limit.year]
    if past:
        notes.append(f"the latest year in the text is {past[-1]}")
    return Published(None, "unknown", "; ".join(notes))
