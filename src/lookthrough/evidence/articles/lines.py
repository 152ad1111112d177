"""What a single line says of itself by its words: a byline, a date, a credit, a form's prompt, furniture, a sentence.

General rules over word lists (`resources/evidence/page_words.toml`); none knows a site, a document or a name.
"""

from __future__ import annotations

import re
from functools import cache

from lookthrough.evidence.articles.wordlists import beginnings, folded, phrases, word_list

_LIST = "page_words"
_LINE = 200  # characters; what is longer is no line of a page's furniture
LONGEST_OPENING = 160
"""Code points in which a report's place, day and agency stand."""
_SEPARATORS = re.compile(r"[\s|/·•,.…:+&()-]+")
_COUNTS = re.compile(r"[\d():,.+]+")
_THOUGHTS = re.compile(r"\d+ thoughts? on ")
_FROM = re.compile(r"\s(?:in|at|for|à|en|aus)\s[^\W\d_a-z][\w .,'-]{1,40}$")  # "Ann Lee in Varna"
_DIGIT = re.compile(r"\d")
_SENTENCE_END = re.compile(r"[.!?…。！？؟][\"'”’»)\]」』]*(?:\s?\[\d+\])*$")
_NAME_WORD = r"(?:[^\W\d_a-zà-ÿ][\w.'’\-]*|de|da|del|van|von|der|den|la|le|bin|al-\w+|el-\w+|ben|di|du|dos|y|e|ter)"
_SOME_NAMES = rf"{_NAME_WORD}(?: {_NAME_WORD}){{0,5}}"
_NAMES = re.compile(rf"{_SOME_NAMES}(?:(?:,? (?:and|et|und|y|e|en|i|og|och|ve|и) |, ?){_SOME_NAMES}){{0,6}}")
_AND = re.compile(r",? (?:and|et|und|y|e|en|i|og|och|ve|и) |, ?|、| & ")
_CJK_NAMES = re.compile(r"[\u4e00-\u9fff·]{2,10}(?:[ 、，,][\u4e00-\u9fff·]{2,10}){0,5}")
_ASIDE = re.compile(
    r"\s*(?:[|•·–—]|\s-\s|,\s(?=(?:Reuters|AP|AFP|Staff|Correspondent|Special|Associated|Contributor|Senior|Editor))).*$"
)
_AGENCY_DATELINE = re.compile(
    r"^(?:[^\W\d_a-z][\w.'’\-]*(?:[ /-][^\W\d_a-z][\w.'’\-]*){0,3}(?:, (?:[^\W\d]|[. ]){2,24}?)?"
    r"(?:, (?P<date>[\w.]{2,10}\.? \d{1,2}(?:, (?:19|20)\d\d)?|\d{1,2}\.? [\w.]{2,10}(?: (?:19|20)\d\d)?))?"
    r"\s?(?:\((?P<agency>[A-Z][\w /.-]{1,30})\))?) ?(?:--|—|–| - |-(?= )) ?(?=\S)"
)
_CHINESE_DATELINE = re.compile(
    r"^[（(]?(?P<agency>[\u4e00-\u9fff]{2,8}[社网報报])?[\u4e00-\u9fff]{2,6}?(?P<month>\d{1,2})月(?P<day>\d{1,2})日[电電讯訊]"
)


def ends_sentence(line: str) -> bool:
    """Whether the line's last mark ends a sentence."""
    return bool(_SENTENCE_END.search(line))


def word_count(line: str) -> int:
    """Words; a text without spaces counts two signs as one word."""
    spaced = len(line.split())
    return spaced if spaced > 1 else max(spaced, sum(1 for c in line if c > "\u2e80") // 2)


@cache
def _byline_begins() -> re.Pattern[str]:
    words = sorted((folded(w) for w in word_list(_LIST)["bylines"]["words"]), key=lambda w: (-len(w), w))
    return re.compile("(?:" + "|".join(map(re.escape, words)) + r")(?:(?<=:) ?| ?: ?| )")


def authors_of(line: str) -> tuple[str, ...]:
    """The names in a byline ("By Ann Lee and Bo Mo", "文/李雷"); () where the line is none."""
    if len(line) > 160:
        return ()
    begun = _byline_begins().match(folded(line))
    if begun:
        return names_in(line[begun.end() :])
    for prefix in word_list(_LIST)["bylines"]["joined"]:
        if line.startswith(prefix):
            names = line[len(prefix) :].strip(" ：:")
            return tuple(_AND.split(names)) if _CJK_NAMES.fullmatch(names) or _NAMES.fullmatch(names) else ()
    return ()


def names_in(text: str) -> tuple[str, ...]:
    """Names of a byline without its first word; () where the text is not names alone."""
    names = _FROM.sub("", _ASIDE.sub("", " ".join(text.split()))).strip(" .,:;")
    if not names or not _NAMES.fullmatch(names) or any(c.isdigit() for c in names):
        return ()
    return tuple(name for name in (n.strip() for n in _AND.split(names)) if name)


def is_actions(line: str) -> bool:
    """Whether the line is made of the words of buttons and menus alone ("Share Tweet Print")."""
    if len(line) > _LINE:
        return False
    words = [w for w in _SEPARATORS.split(folded(line)) if w]
    known = phrases(_LIST, "actions")
    return 0 < len(words) <= 12 and all(w in known or w.isdigit() for w in words)


def is_furniture(line: str) -> bool:
    """Whether a short line begins as furniture does wherever it stands."""
    return len(line) <= 160 and beginnings(_LIST, "lines").match(folded(line)) is not None


def is_tail(line: str) -> bool:
    """Whether a short line announces what stands behind an article ("Related articles")."""
    return len(line) <= 60 and folded(line).rstrip(" :»>") in phrases(_LIST, "tails")


def is_form(line: str) -> bool:
    """Whether a line is a prompt of a form ("Leave a Reply")."""
    return len(line) <= _LINE and beginnings(_LIST, "forms").match(folded(line)) is not None


def is_comments(line: str) -> bool:
    """Whether a heading announces what readers wrote ("3 comments", "Comments (12)")."""
    if len(line) > 80:
        return False
    low = folded(line)
    bare = " ".join(_COUNTS.sub(" ", low).split())
    return bare in phrases(_LIST, "comments") or _THOUGHTS.match(low) is not None


@cache
def _credit_words() -> tuple[frozenset[str], frozenset[str]]:
    table = word_list("page_words")["credits"]
    return frozenset(map(folded, table["words"])), frozenset(map(folded, table["agencies"]))


def is_credit(line: str) -> bool:
    """Whether a short line names who took a picture ("REUTERS: JO POE", "Photo: Jo Poe/AFP", "(AP Photo/Jo Poe)")."""
    if not 2 <= len(line) <= 120 or word_count(line) > 14:
        return False
    low = folded(line).strip("()[] .")
    words, agencies = _credit_words()
    parts = [p.strip() for p in re.split(r"[:：/|,]|\svia\s| - ", low) if p.strip()]
    if not parts:
        return False
    if parts[0] in words and len(parts) > 1:
        return True
    agency = any(p in agencies or p.removeprefix("©").strip() in agencies for p in parts)
    return agency and (len(parts) > 1 or low in agencies) and word_count(low) <= 10


def credit_at_end(line: str) -> bool:
    """Whether a paragraph ends in a picture's credit in brackets, as captions do."""
    found = re.search(r"[(\[]([^()\[\]]{2,80})[)\]]\.?$", line)
    return bool(found and (is_credit(found[1]) or folded(found[1]).startswith(("photo", "foto", "image", "credit"))))


def describes_picture(line: str) -> bool:
    """Whether the first sentence tells what is to be seen, as captions do."""
    if len(line) > 500:
        return False
    first = f" {_SENTENCES.split(folded(line), maxsplit=1)[0]} "
    return any((p if p.startswith("(") else f" {p} ") in first for p in phrases(_LIST, "pictures"))


_SENTENCES = re.compile(r"(?<=[.!?])\s")


def is_contact(line: str) -> bool:
    """Whether most of a short line is a telephone number, an address of the web or of mail."""
    if len(line) > 100:
        return False
    digits = len(_DIGIT.findall(line))
    if digits >= 7 and digits > 0.4 * len(line.replace(" ", "")) and not re.search(r"(?:19|20)\d\d", line):
        return True
    return bool(re.fullmatch(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+", line))


def agency_dateline(line: str) -> tuple[str, str] | None:
    """Place-and-agency opening of a report ("WASHINGTON, Oct 8 (Reuters) - …"): its text and the date in it.

    Returns:
        (the opening as printed, the day as printed or ""); None where the paragraph opens otherwise.
    """
    found = _AGENCY_DATELINE.match(line[:LONGEST_OPENING])
    if found:
        place = re.split(r"[,(—–-]", found[0])[0].strip()
        letters = [c for c in place if c.isalpha()]
        capitals = bool(letters) and all(not c.islower() for c in letters)
        if capitals or found["agency"] or found["date"]:
            return found[0].rstrip(" -—–"), found["date"] or ""
    found = _CHINESE_DATELINE.match(line[:60])
    return (found[0], f"{found['month']}月{found['day']}日") if found else None
