"""When an article was published: from the page's own tags, from a date printed with the article, or unknown and why.

A date is believed by its place, not because it is there. A weekday and date in the page's head is the day on which
somebody looked at the page; a date that is later than the capture, or than a reader's comment, cannot be right.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from lookthrough.evidence.articles import lines
from lookthrough.evidence.articles.date_lines import DateLine, read_date_line
from lookthrough.evidence.articles.roles import SHORT, Marked
from lookthrough.evidence.formats.layout import Stated
from lookthrough.model import dates
from lookthrough.model.document import Published

_ISO_DAY = re.compile(r"\s*((?:19|20)\d\d)-?(\d\d)-?(\d\d)(?!\d)")
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
_MOST_NOTES = 5
_ZONES = timedelta(days=1)  # what two clocks of one page may differ by
_SOON = timedelta(days=45)  # how near a later date must be to give a day its year


def published(part: Sequence[Marked], stated: Stated, captured: str, *, spread: bool) -> Published:
    """Tell when an article was published.

    Args:
        part: the article's pieces, with their roles.
        stated: what the page states of itself; empty where the page holds several articles.
        captured: when the bytes were taken in, ISO; nothing later is believed. "" where unknown.
        spread: whether the file holds several articles, each with its day.
    """
    return _Inquiry(part, stated, _iso_day(captured), spread).answer()


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


def _stands_above(part: Sequence[Marked], place: int) -> bool:
    """Whether a short paragraph is the lead between title and byline, so that the head goes on behind it."""
    behind = part[place + 1 : place + 4]
    return len(part[place].text) <= 2 * SHORT and place < 12 and any(e.role in ("byline", "dateline") for e in behind)


class _Inquiry:
    """One article's dates, why they are not believed, and the first that is."""

    def __init__(self, part: Sequence[Marked], stated: Stated, captured: date | None, spread: bool) -> None:
        self.part = part
        self.stated = stated
        self.captured = captured
        self.spread = spread
        texts = [place for place, each in enumerate(part) if each.role == "body"]
        self.first_text = next((place for place in texts if not _stands_above(part, place)), len(part))
        self.last_text = texts[-1] if texts else -1
        self.title = next((n for n, e in enumerate(part[: self.first_text]) if e.role == "heading"), -1)
        self.notes: list[str] = []
        changed = (_day_of(printed, stated.language) for _, printed in stated.updated)
        self.not_after: list[date] = [day for day in changed if day is not None]
        self.first_comment = min(
            (e.day.date.earliest for e in part if e.day and e.day.date and "comments" in e.piece.signs), default=None
        )

    def answer(self) -> Published:
        for where, printed in self.stated.published:
            found = _day_of(printed, self.stated.language)
            refusal = "is no date" if found is None else self._too_late(found)
            shown = f"{where} “{printed[:40]}”"
            if found is not None and not refusal:
                return self._known(dates.day(found, printed), "metadata", shown)
            self.notes.append(f"{shown} {refusal}")
        lines_with_days = [(each.day, place) for place, each in enumerate(self.part) if each.day is not None]
        for day, place in sorted(lines_with_days, key=lambda pair: -self._weight(*pair)):
            refusal = self._refusal(day, place)
            if day.date is not None and not refusal:
                return self._known(day.date, "dateline", f"“{day.text}” {self._place(day, place)}")
            self.notes.append(f"“{day.text}” {refusal}")
        return self._from_opening() or self._unknown()

    def _known(self, day: dates.PartialDate, basis: str, why: str) -> Published:
        said = "; ".join([why, *self._told()])
        return Published(day, "metadata" if basis == "metadata" else "dateline", said)

    def _told(self) -> list[str]:
        unique = list(dict.fromkeys(self.notes))
        more = len(unique) - _MOST_NOTES
        return unique if more <= 0 else [*unique[:_MOST_NOTES], f"{more} other dates are no better"]

    def _weight(self, day: DateLine, place: int) -> int:
        """How much a date's place speaks for it; the earlier of equals is asked first."""
        weight = 8 if day.label == "published" else 0
        if 0 <= self.title <= place < self.first_text:
            weight += 6
        if "date" in self.part[place].piece.signs:
            weight += 2
        return weight + (4 if self.spread and place < self.first_text else 0)

    def _too_late(self, day: date) -> str:
        if self.captured and day > self.captured:
            return "is later than the capture"
        if self.first_comment and day > self.first_comment + _ZONES:
            return f"is later than a reader's comment of {self.first_comment.isoformat()}"
        return ""

    def _refusal(self, day: DateLine, place: int) -> str:
        """Why a printed date is not that of publication; "" where it is."""
        each = self.part[place]
        if day.date is None:
            return f"is not clear: {day.doubt}"
        if day.label == "updated":
            self.not_after.append(day.date.latest)
            return "is when it was changed"
        late = self._too_late(day.date.earliest)
        if late:
            return late
        if each.role in ("furniture", "form"):
            if "comments" not in each.piece.signs and place > self.last_text:
                return "stands in what surrounds the article"
            return "stands in the page's furniture, away from the article"
        if place < self.first_text and not day.label and self._is_clock(day, place):
            self.not_after.append(day.date.latest)
            each.become("furniture", "the day on which the page was shown")
            return (
                "stands in the page's head, away from the article: the day on which the page was shown, "
                "so the article is not later"
            )
        return "" if self._place(day, place) else "stands amid the text"

    def _place(self, day: DateLine, place: int) -> str:
        """What a date's place says for it; "" where it says nothing."""
        if day.label == "published":
            return "is printed as the day of publication"
        if 0 <= self.title < place < self.first_text:
            return "stands between title and text"
        if place < self.first_text:
            return "stands above the title"
        return "stands under the text" if place > self.last_text and not self.spread and not day.weekday else ""

    def _is_clock(self, day: DateLine, place: int) -> bool:
        """Whether a date above the title is the page's clock: it stands among the site's own lines."""
        if self.spread or (0 <= self.title < place):
            return False
        signs = self.part[place].piece.signs
        if "header" in signs and not signs & {"article", "main"}:
            return True
        above = [e for e in self.part[:place] if e.role in ("furniture", "dateline", None)]
        between = self.part[place + 1 : max(self.title, place + 1)]
        if day.weekday or day.time:
            return bool(above) or any(e.role != "byline" for e in between)
        return len(above) > 1

    def _from_opening(self) -> Published | None:
        """The day in an agency's opening ("WASHINGTON, Oct 8 (Reuters) - …")."""
        for each in [e for e in self.part if e.role == "body"][:2]:
            opening = lines.agency_dateline(each.text)
            line = read_date_line(opening[1], self.stated.language) if opening and opening[1] else None
            if opening is None or line is None:
                continue
            shown = f"the text opens with “{opening[0][:60]}”"
            if line.date is not None and not self._too_late(line.date.earliest):
                return self._known(line.date, "dateline", shown)
            inferred = self._with_year(line.month_day)
            if inferred is not None:
                why = f"{shown}; its year from the later date {min(self.not_after).isoformat()} on the page"
                return Published(dates.day(inferred, opening[1]), "inferred", "; ".join([why, *self._told()]))
            self.notes.append(f"{shown}, without a year" if line.date is None else f"{shown}, which is too late")
        return None

    def _with_year(self, month_day: tuple[int, int] | None) -> date | None:
        """A day without a year, where a date soon after it is printed on the page."""
        latest = min(self.not_after, default=None)
        if month_day is None or latest is None:
            return None
        for year in (latest.year, latest.year - 1):
            try:
                found = date(year, *month_day)
            except ValueError:
                continue
            if timedelta(0) <= latest - found <= _SOON:
                return found
        return None

    def _unknown(self) -> Published:
        if not self.notes:
            self.notes.append("no date is stated or printed with the article")
        told = self._told()
        years = {int(y) for e in self.part if e.role in ("body", "caption") for y in _YEAR.findall(e.text)}
        past = [y for y in sorted(years) if self.captured is None or y <= self.captured.year]
        if past:
            told.append(f"the latest year in the text is {past[-1]}")
        return Published(None, "unknown", "; ".join(told))
