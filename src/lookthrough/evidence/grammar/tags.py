"""The class of each token, told by closed lists, endings and the words beside it.

This is not a trained tagger. It knows the small words of English and a list of verbs, and reads everything else as
part of a noun phrase; that is enough to find who did what to whom in news prose, and it never depends on a model.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal

from lookthrough.evidence.grammar.tokens import Token
from lookthrough.evidence.grammar.words import DEMANDING, SPEECH, lemma_of, verb_forms, words

Tag = Literal[
    "det", "poss", "num", "prep", "to", "conj", "sub", "pron", "be", "have", "do", "modal", "neg", "adv", "verb",
    "past", "ing", "noun", "name", "gen", "comma", "stop", "colon", "open", "close", "lpar", "rpar", "dash", "other",
]  # fmt: skip

VERBAL: frozenset[Tag] = frozenset(("be", "have", "do", "modal", "verb", "past", "ing"))
_PUNCTUATION: dict[str, Tag] = {
    ",": "comma", ";": "stop", ":": "colon", "(": "lpar", "[": "lpar", ")": "rpar", "]": "rpar", "“": "open",
    "”": "close", "«": "open", "»": "close", "—": "dash", "–": "dash", "--": "dash", "-": "dash",
}  # fmt: skip
_NOT_PAST = frozenset(
    "need indeed hundred speed exceed feed seed breed deed weed steed greed creed bleed embed sacred naked "
    "wicked rugged "
    "red bed shed sled bred unprecedented alleged aforementioned".split()
)
_NOT_ING = frozenset(
    "during king ring spring string thing wing evening morning ceiling sibling everything nothing anything "
    "something being "
    "building meeting hearing funding shipping filing briefing holding holdings training spending dealing "
    "lending banking mining wrongdoing "
    "engineering manufacturing marketing advertising recording ruling warning setting beijing".split()
)
_NOT_ADVERB = frozenset(
    "family supply ally assembly monopoly reply apply imply comply early daily anomaly rely".split()
)
_CONTRACTED: dict[str, Tag] = {
    "do": "do", "does": "do", "did": "do", "is": "be", "are": "be", "was": "be", "were": "be", "has": "have",
    "have": "have", "had": "have",
}  # fmt: skip
_NOUN_BEFORE: frozenset[Tag] = frozenset(("det", "poss", "gen", "num", "prep"))


EARNED = frozenset("money profit profits fortune dollars millions billions".split())
"""As in "makes money selling lenses": behind these a form in "-ing" is a deed."""
_DEALS_IN = frozenset(
    "sell buy make supply provide export import develop produce install ship use deliver build".split()
)


@cache
def _closed() -> dict[str, Tag]:
    table: dict[str, Tag] = {}
    order: tuple[tuple[str, Tag], ...] = (
        ("adverb", "adv"), ("subordinator", "sub"), ("preposition", "prep"), ("pronoun", "pron"), ("number", "num"),
        ("possessive", "poss"), ("determiner", "det"), ("conjunction", "conj"), ("modal", "modal"), ("be", "be"),
        ("have", "have"), ("do", "do"), ("negation", "neg"),
    )  # fmt: skip
    for key, tag in order:
        for word in words("words", "closed", key):
            table[word] = tag
    for word in ("as", "since", "until", "till", "before", "after", "than"):
        table[word] = "prep"
    table.update({"to": "to", "'s": "gen", "'": "gen", "without": "prep", "that": "sub", "'ve": "have", "'re": "be",
                  "'m": "be",                   "'ll": "modal", "'d": "modal", "&": "conj"})  # fmt: skip
    return table


def tag(tokens: Sequence[Token], names: Sequence[bool] = ()) -> list[Tag]:
    """The class of each token of one sentence.

    Args:
        tokens: the sentence.
        names: which tokens belong to a name that was found; they are "name" whatever the word is.
    """
    tags: list[Tag] = []
    for i in range(len(tokens)):
        tags.append("name" if names and names[i] else _first_guess(tokens, i, tags))
    _settle_that(tokens, tags)
    _settle_verbs(tokens, tags)
    return tags


def _first_guess(  # noqa: PLR0911, PLR0912 - one line a rule
    tokens: Sequence[Token], i: int, before: list[Tag]
) -> Tag:
    token = tokens[i]
    if token.lower == "according" and i + 1 < len(tokens) and tokens[i + 1].lower in {"a", "an", "the"}:
        return "prep"  # hasty prose leaves the "to" out
    by_shape = _by_shape(tokens, i, before)
    if by_shape is not None:
        return by_shape
    opens = not before or before[-1] in {"open", "stop", "colon", "dash", "lpar", "other"}
    inner = token.capital and token.lower != "i" and not opens
    if token.lower in {"first", "initially"} and before and before[-1] in {"noun", "name", "pron"}:
        after = tokens[i + 1].lower if i + 1 < len(tokens) else ""
        if after.endswith(("ly", "ed")):
            return "adv"  # "the ministry first flatly denied"
    if (
        token.lower in {"outside", "inside"}
        and before
        and before[-1] in {"poss", "det", "noun"}
        and i + 1 < len(tokens)
    ):
        ranked = before[-1] != "noun" or tokens[i - 1].lower.endswith("st")
        if ranked and tokens[i + 1].text.isalpha() and not _closed().get(tokens[i + 1].lower):
            return "noun"  # "its biggest outside investors"
    if token.lower == "since" and before and before[-1] == "have":
        return "adv"  # "has since been added"
    if token.lower == "cent" and before and before[-1] == "prep":
        before[-1] = "num"  # "per cent"
        return "num"
    closed = _closed().get(token.lower)
    if token.lower == "nor" and any(earlier.lower == "neither" for earlier in tokens[:i]):
        return "conj"  # "neither Acme nor Boreas"
    if token.lower == "longer" and i and tokens[i - 1].lower == "no":
        return "adv"
    if closed == "modal" and before and before[-1] == "poss":
        return "noun"  # "against their will"
    if closed and not inner and not (len(token.text) > 1 and token.text.isupper()):
        return closed
    if not token.capital and token.lower.endswith("ly") and len(token.lower) > 4 and token.lower not in _NOT_ADVERB:
        return "adv"
    following = tokens[i + 1].lower if i + 1 < len(tokens) else ""
    if "-" in token.text and following == "by" and token.lower.endswith("ed"):
        return "past"  # "majority-owned by"
    found = _by_verb_form(token, inner=inner)
    if found == "ing" and before and before[-1] == "ing" and following.isalpha():
        # "selling monitoring equipment": what is sold, not a second deed
        dealt = lemma_of(tokens[i - 1].lower) in _DEALS_IN
        return "noun" if dealt and following not in _closed() else found
    return found


def _by_shape(tokens: Sequence[Token], i: int, before: list[Tag]) -> Tag | None:
    """Punctuation, numbers and contractions; None for a word."""
    token = tokens[i]
    lower = token.lower
    if lower in _PUNCTUATION:
        return _PUNCTUATION[lower]
    if token.text in {'"', "‘", "’", "'"}:
        return _straight_quote(tokens, i)
    if lower in {"'s", "'"}:
        return "be" if before and before[-1] in {"pron", "sub", "adv"} else "gen"
    if lower in {"'ve", "'re", "'m", "'ll", "'d"}:
        return _closed()[lower]
    if token.text[0].isdigit() or token.text[-1] in "$€£¥%":
        return "name" if token.begins_with_digits else "num"
    if not token.text[0].isalnum():
        return "stop" if token.text[0] in ".?!…" else "other"
    if lower.endswith("n't") and lower != "n't":
        return _CONTRACTED.get(lower[:-3], "modal")
    return None


def _by_verb_form(token: Token, *, inner: bool) -> Tag:
    """By the list of verbs, else by the ending: a past form, an "-ing" form, perhaps a verb, else a noun."""
    lower = token.lower
    forms = () if inner else verb_forms().get(lower, ())
    shapes = {shape for _, shape in forms}
    if forms:
        if shapes & {"ed", "en"} and "base" not in shapes:
            return "past"
        if "ing" in shapes:
            return "ing" if lower not in _NOT_ING else "noun"
        return "verb"
    if not forms and lower.endswith("making") and lower != "making":
        return "noun"  # "chipmaking machines"
    if not inner and "-" not in lower:
        if lower.endswith("ed") and len(lower) > 4 and lower not in _NOT_PAST:
            return "past"
        if lower.endswith("ing") and len(lower) > 5 and lower not in _NOT_ING:
            return "ing"  # unless the words beside it need a noun, see `_settle_verbs`
    return "noun"


def _straight_quote(tokens: Sequence[Token], i: int) -> Tag:
    """A straight or single mark opens where a space stands before it and a word right behind it."""
    token = tokens[i]
    spaced = i == 0 or tokens[i - 1].end < token.start or tokens[i - 1].text in "(—–["
    tight = i + 1 < len(tokens) and tokens[i + 1].start == token.end
    if token.text == "’" or (token.text == "'" and not spaced):
        return "close" if not (i and tokens[i - 1].lower.endswith("s")) else "gen"
    return "open" if spaced and tight else "close"


def _settle_that(tokens: Sequence[Token], tags: list[Tag]) -> None:
    """Tell determiner from pronoun: "that" before a noun, "this", "these" and "both" before a verb."""
    for i, token in enumerate(tokens):
        following = tags[i + 1] if i + 1 < len(tags) else "stop"
        if token.lower == "that" and i and following in {"comma", "stop"} and tags[i - 1] in {"past", "verb"}:
            tags[i] = "pron"  # "rejected that, saying"
        elif token.lower == "that" and i and tags[i - 1] == "prep" and _may_be_noun_at(tokens, i + 1):
            tags[i] = "det"  # "for that group of goods"
        elif (
            token.lower == "that" and following == "noun" and (i == 0 or tags[i - 1] in {"prep", "verb", "to", "comma"})
        ):
            tags[i] = "det" if i == 0 or tags[i - 1] == "prep" else "sub"
        elif token.lower in {"all", "both", "each"} and i and tags[i - 1] == "name" and following in VERBAL:
            tags[i] = "adv"  # "Acme and Boreas all have"
        elif tags[i] == "det" and (
            following in {"be", "have", "do", "modal", "comma", "stop"}
            and token.lower not in {"a", "an", "the", "no", "every"}
        ):
            tags[i] = "pron"
        elif token.lower == "both" and following in {"verb", "past"}:
            tags[i] = "adv"
        elif token.lower == "one" and following in {"be", "have", "modal", "past"}:
            tags[i] = "pron"


_BODIES = frozenset("companies firms company firm lines groups banks agents costs containers routes".split())
_FOR_DOING = frozenset("shipping funding financing lending dealing marketing".split())
_DEEDS_TOO = frozenset("listing delisting blacklisting offering bombing killing financing".split())
_GO_ON = frozenset("keep start begin stop cease resume continue halt quit".split())


def _settle_verbs(  # noqa: PLR0912 - one branch a place
    tokens: Sequence[Token], tags: list[Tag]
) -> None:
    """A form that may be a noun or a verb becomes what the words beside it need."""
    for i, token in enumerate(tokens):
        if tags[i] == "noun" and not token.capital and _needs_verb(tokens, tags, i):
            tags[i] = "verb"
        if token.lower == "rights" and i and tokens[i - 1].lower in _RIGHTS_OF:
            tags[i] = "noun"
            continue
        if i and tokens[i - 1].lower in {"which", "who"} and _is_verb_of_relative(tokens, tags, i):
            tags[i] = "verb"
            continue
        if token.lower in {"number", "numbered", "numbers"} and _in_the_hundreds(tokens, i):
            tags[i] = "past" if token.lower.endswith("ed") else "verb"
            continue
        if tags[i] == "ing" and token.lower in _GROWING and i + 1 < len(tags) and tags[i + 1] in {"noun", "name"}:
            tags[i] = "noun"  # "objected to mounting restrictions"
            continue
        if tags[i] == "noun" and i and token.lower in _NOT_ING and token.lower in verb_forms():
            doing = token.lower in _FOR_DOING and tokens[i - 1].lower in {"for", "by"} and i + 1 < len(tags)
            doing = doing and tags[i + 1] in {"noun", "name", "det", "num"} and tokens[i + 1].lower not in _BODIES
            going = lemma_of(tokens[i - 1].lower) in _GO_ON
            tags[i] = "ing" if going or doing else tags[i]  # "kept shipping", "fined it for shipping parts"
        if tags[i] == "noun" and i and tokens[i - 1].lower == "from" and token.lower in _NOT_ING & set(verb_forms()):
            tags[i] = "ing"  # "barred from dealing with"
        if tags[i] not in {"verb", "past", "ing"}:
            continue
        j = i - 1
        while j >= 0 and tags[j] in {"open", "close"}:
            j -= 1
        before: Tag = tags[j] if j >= 0 else "stop"
        if before == "adv" and j > 0 and tags[i] != "verb":
            before = before if tags[j - 1] not in {"det", "poss"} else "det"
        elif before in {"adv", "neg"} and j > 0:
            before = tags[j - 1]
        after: Tag = tags[i + 1] if i + 1 < len(tags) else "stop"
        if after == "verb" and _may_be_noun(tokens[i + 1]):
            after = "noun"
        if tags[i] == "verb":
            tags[i] = _verb_or_noun(tokens, i, before, after, tags)
        elif (
            (tags[i] == "past" and _is_adjective(before, after))
            or (
                tags[i] == "ing"
                and (
                    before in {"det", "poss", "gen", "num"}
                    or (
                        before in {"noun", "name"}
                        and after in {"noun", "name", "stop"}
                        and not (tokens[i - 1].lower in EARNED and lemma_of(token.lower) in _DEALS_IN)
                    )
                    or (before == "noun" and token.lower not in verb_forms() and after in {"prep", "comma"})
                    or (
                        before == "noun" and after == "prep" and tokens[i + 1].lower == "of"
                    )  # "high-tech monitoring of"
                    or (token.lower in _DEEDS_TOO and before in {"noun", "name"} and "det" in tags[max(0, i - 3) : i])
                )
            )
        ):
            tags[i] = "noun"


_RIGHTS_OF = frozenset("human civil voting property animal labour labor worker workers women minority trade".split())
_PEOPLE = frozenset(
    "officials experts analysts critics investors prosecutors researchers lawyers investigators campaigners activists "
    "sources police regulators authorities residents witnesses others".split()
)


def _is_verb_of_relative(tokens: Sequence[Token], tags: list[Tag], i: int) -> bool:
    """As in "the fund, which pumps gas", "a senator who chairs the panel": the word behind "which" is its verb."""
    word, after = tokens[i], tags[i + 1] if i + 1 < len(tags) else "stop"
    if i < 2 or tags[i] not in {"noun", "verb"} or word.capital or not word.lower.endswith("s"):
        return False
    relative = tokens[i - 1].lower
    if tags[i - 2] not in {"comma", "noun", "name", "rpar"}:
        return False
    if word.lower.endswith("ss") or word.lower in _PEOPLE or (tags[i - 2] != "comma" and relative == "which"):
        return tags[i] == "verb" and relative == "who"
    ahead = after == "verb" and not _may_be_noun(tokens[i + 1])
    return not ahead and after in {"noun", "verb", "name", "det", "poss", "num", "prep", "to", "adv", "open", "ing"}


_GROWING = frozenset("mounting growing rising increasing existing ongoing continuing sweeping worsening".split())


def _in_the_hundreds(tokens: Sequence[Token], i: int) -> bool:
    """As in "number (at least) in the hundreds of thousands": the word counts, it is no noun."""
    ahead = [token.lower for token in tokens[i + 1 : i + 6]]
    return any(
        ahead[k : k + 2] == ["in", "the"] and k + 2 < len(ahead) and ahead[k + 2] in {
            "tens", "dozens", "hundreds", "thousands", "millions", "low", "high"
        }
        for k in range(min(3, len(ahead)))
    )  # fmt: skip


def _is_adjective(before: Tag, after: Tag) -> bool:
    """A past form behind a determiner, or between a preposition and a noun: "the listed firms", "to forced labour"."""
    return before in {"det", "poss", "gen", "num"} or (
        before in {"prep", "to", "ing", "verb"} and after in {"noun", "name"}
    )


def _may_be_noun_at(tokens: Sequence[Token], i: int) -> bool:
    return i < len(tokens) and _may_be_noun(tokens[i])


def _may_be_noun(token: Token) -> bool:
    forms = verb_forms().get(token.lower, ())
    return any(lemma in words("words", "verbs", "nouns_too") and shape in {"base", "s"} for lemma, shape in forms)


def _needs_verb(tokens: Sequence[Token], tags: list[Tag], i: int) -> bool:
    """Behind "will" or "does", over adverbs and quotation marks, a word is a verb; behind "to" over an adverb."""
    j = i - 1
    adverb = False
    while j >= 0 and tags[j] in {"open", "close", "adv", "neg"}:
        adverb |= tags[j] == "adv"
        j -= 1
    if j < 0 or tokens[i].lower.endswith("s"):
        return False
    return tags[j] in {"modal", "do"} or (tags[j] == "to" and adverb)


_TO_A_THING = frozenset(
    "unrelated related relation according access due thanks blow approach limits response commitment opposed "
    "subject add next close contrary".split()
)


_SHORT_FORMS_STAND_ALONE = frozenset("that this these those both all each some many few several".split())


def _verb_or_noun(  # noqa: PLR0911 - one line a rule
    tokens: Sequence[Token], i: int, before: Tag, after: Tag, tags: list[Tag]
) -> Tag:
    """What a base or "-s" form is, by the class before it."""
    forms = verb_forms().get(tokens[i].lower)
    if forms is None:  # told to be a verb by its place alone
        return "verb"
    ambiguous = any(lemma in words("words", "verbs", "nouns_too") for lemma, _ in forms)
    past = any(shape in {"ed", "en"} for _, shape in forms)
    beside = tokens[i - 1].lower if i else ""
    if before == "to" and ambiguous and i > 1 and tokens[i - 2].lower in _TO_A_THING:
        return "noun"
    if before in {"det", "poss"} and beside not in _SHORT_FORMS_STAND_ALONE:
        return "noun"
    if before in {"to", "modal", "do"} or (before == "pron" and beside not in {"it", "them", "him", "us"}):
        return "verb"
    if before in {"be", "have"}:
        return "past" if past else "noun"
    if before == "gen" and after == "noun":
        return "noun"  # "the report's lead author"
    if not ambiguous:
        return "verb"
    if before in _NOUN_BEFORE:
        return "noun"
    if past and before in {"noun", "name"} and after not in {"noun", "name"}:
        return "past"  # "put", "set", "cut" are their own past
    return "verb" if _takes_object(tokens, i, before, after, tags) else "noun"


def _takes_object(  # noqa: PLR0911, PLR0912 - one line a rule
    tokens: Sequence[Token], i: int, before: Tag, after: Tag, tags: list[Tag]
) -> bool:
    """Does an ambiguous form stand between a subject that agrees with it and what opens an object?"""
    third = any(shape == "s" for _, shape in verb_forms()[tokens[i].lower])
    start = i
    while start and tags[start - 1] in {"noun", "name", "num", "det", "poss", "gen"}:
        start -= 1
    if start and start < i and tags[start - 1] in {"prep", "to"}:
        # what hangs on a preposition is no subject: "a fellow on trade issues with …"
        return not third and _opens_clause(tokens, i, start, after)
    inside = range(start, i)
    many = any(tags[k] == "num" or tokens[k].lower in _MANY for k in inside)
    if third and many and not any(tokens[k].lower == "one" for k in inside):
        return False  # "seven equity funds to …": a plural has no verb in "-s"
    if not third and _in_series(tokens, tags, i, before, after):
        return True
    determined = after in {"det", "poss", "num", "pron", "name"}
    if third and before == "comma" and determined and _after_relative(tokens, tags, i, apposed=True):
        return True  # "Ann Lee, a liberal who chairs the panel, wants the ministry to …"
    if before in {"noun", "name", "sub", "rpar", "comma"} and _has_finite_before(tokens, tags, i):
        return False
    if i and "-" in tokens[i - 1].text and tags[i - 1] == "noun":
        return False  # "Lyon-based funds buy …": a compound is no subject
    if tokens[i - 1].lower in _BEFORE_VERB and after in {"det", "poss", "num", "pron", "name"}:
        return True
    named = i > 0 and tags[i - 1] == "name"
    joined = start > 0 and tags[start - 1] == "conj"
    plural = (i > 0 and tokens[i - 1].lower.endswith("s")) or (named and (joined or start == 0)) or before == "sub"
    clause = after == "sub" and tokens[i + 1].lower == "that"
    opens = clause or after in {"det", "poss", "num", "pron", "name", "adv", "to"}
    told = after == "name" and not third and lemma_of(tokens[i].lower) not in SPEECH and _verb_ahead(tokens, tags, i)
    if before in {"noun", "name", "sub", "rpar", "comma"} and opens and not told:  # not "the trading house Acme sold"
        return third or (plural and before != "comma")
    if before in {"noun", "name", "sub", "rpar"} and after in {"noun", "prep"} and not third and plural and not named:
        return True
    if before == "pron":
        return True
    if before == "sub" and third and tokens[i - 1].lower in {"which", "who"}:
        return True
    bare = (
        start < i
        and start > 1
        and tags[start - 1] == "conj"
        and not any(tags[k] in {"det", "poss", "num", "name"} or tokens[k].lower.endswith("s") for k in range(start, i))
    )
    if third and bare and _has_finite_before(tokens, tags, start - 1):
        return False  # "imposed asset freezes and travel bans on": a bare noun is no subject
    if third and before == "comma" and after not in {"comma", "stop", "conj"} and _after_relative(tokens, tags, i):
        return True  # "Acme, which buys ore, sells …"
    if third and after == "noun" and before == "comma" and list(tags[:i]).count("comma") >= 2:
        return not _FINITE & set(tags[i + 1 : i + 8])  # "Acme, based in Oslo, processes ore"
    if third and after in {"prep", "noun"} and before in {"noun", "name"}:
        # the only verb that the sentence has: "One order asks for …", "Acme supplies lenses to …"
        return not _verb_ahead(tokens, tags, i) and not (before == "noun" and _counted_before(tokens, tags, start))
    if third and before == "name" and after == "conj" and i + 2 < len(tags) and tags[i + 2] == "verb":
        return True  # "Acme designs and sells shoes"
    if before == "conj" and third:
        return any(tags[k] == "verb" and tokens[k].lower.endswith("s") for k in range(i))
    return before == "conj" and opens and "verb" in tags[:i]


def _opens_clause(tokens: Sequence[Token], i: int, start: int, after: Tag) -> bool:
    """As in "as officers force many families into camps": the small word opens a clause, its plural subject acts."""
    opener = tokens[start - 1].lower in {"as", "after", "before", "since", "until"}
    return opener and tokens[i - 1].lower.endswith("s") and after in {"det", "poss", "num", "pron"}


def _in_series(tokens: Sequence[Token], tags: list[Tag], i: int, before: Tag, after: Tag) -> bool:
    """As in "must end the raids, release all detainees and halt exports": a further verb under one "must" or "to"."""
    if before not in {"comma", "conj"}:
        return False
    earlier = next((k for k in range(i - 1, -1, -1) if tags[k] in VERBAL and tags[k] not in {"past", "ing"}), -1)
    if earlier < 0 or tags[earlier] != "verb" or tokens[earlier].lower.endswith("s") or "stop" in tags[earlier:i]:
        return False
    shared = tags[earlier - 1] in {"modal", "to", "comma", "adv"} or _wanted(tokens, tags, earlier)
    if not shared:
        return False
    if after in {"det", "poss", "num", "pron"}:
        return True
    if before == "conj":
        return tags[earlier - 1] == "comma" and after == "noun"  # "impose tariffs, withhold visas and control sales"
    further = next((k for k in range(i + 1, len(tags) - 1) if tags[k] == "conj"), -1)
    if further < 0 or {"stop", "sub"} & set(tags[i:further]) or after not in {"noun", "name"}:
        return False
    last = further + 1 + (tags[further + 1] == "adv")
    plain = last < len(tags) and tags[last] == "verb" and not _may_be_noun(tokens[last])
    opens = last + 1 < len(tags) and tags[last] == "verb" and tags[last + 1] in {"det", "poss", "num", "pron"}
    return plain or opens


def _wanted(tokens: Sequence[Token], tags: list[Tag], at: int) -> bool:
    """As in "recommended that nations impose …": the verb stands in what somebody wants done."""
    opener = next((k for k in range(at - 1, 0, -1) if tokens[k].lower == "that"), 0)
    return opener > 0 and lemma_of(tokens[opener - 1].lower) in DEMANDING and not VERBAL & set(tags[opener:at])


def _verb_ahead(tokens: Sequence[Token], tags: list[Tag], i: int) -> bool:
    """Is there a verb behind, so that the sentence needs none here? One that may be a noun does not count."""
    for k in range(i + 1, min(i + 9, len(tags))):
        if tags[k] in _FINITE:
            return True
        if tags[k] in {"sub", "stop", "colon", "to"}:
            return False
        if tags[k] == "verb" and not _may_be_noun(tokens[k]) and tags[k - 1] in {"noun", "name", "comma", "adv"}:
            return True
    return False


def _after_relative(tokens: Sequence[Token], tags: list[Tag], i: int, *, apposed: bool = False) -> bool:
    """Does the comma before close a clause with "which" or "who" that stands in front of the sentence's first verb?"""
    opened = next((k for k in range(i - 2, 0, -1) if tags[k] == "sub" and tokens[k].lower in {"which", "who"}), 0)
    if not opened or "comma" in tags[opened : i - 1]:
        return False
    if tags[opened - 1] != "comma" and not (apposed and "comma" in tags[:opened]):
        return False
    return not any(tags[k] in _FINITE | {"verb"} for k in range(opened))


def _counted_before(tokens: Sequence[Token], tags: list[Tag], start: int) -> bool:
    """As in "put five firms and research institutes on": the phrase is joined to one that a number counts."""
    if start < 2 or tags[start - 1] != "conj":
        return False
    k = start - 2
    while k and tags[k] in {"noun", "name"}:
        k -= 1
    return tags[k] == "num" or tokens[k].lower in _MANY


_BEFORE_VERB = frozenset("both also now still already then never often currently".split())
_FINITE: frozenset[Tag] = frozenset(("be", "have", "do", "modal", "past"))


_BEFORE_CLAUSE = frozenset("say believe think claim allege insist hope know argue".split())


def _has_finite_before(tokens: Sequence[Token], tags: list[Tag], i: int) -> bool:
    """Has the clause its verb already? One of saying does not count: what is said has its own."""
    commas = 0
    for k in range(i - 1, -1, -1):
        if tags[k] in {"sub", "conj", "stop", "colon"}:
            return False
        commas += tags[k] == "comma"
        if tags[k] in _FINITE or tags[k] == "verb":
            participle = (
                tags[k] == "past"
                and k + 1 < len(tokens)
                and (
                    tokens[k + 1].lower == "by"
                    or (commas and tags[k - 1] == "comma" and tags[k + 1] not in {"noun", "name", "num", "det", "poss"})
                )
            )
            return not participle and lemma_of(tokens[k].lower) not in _BEFORE_CLAUSE
    return False


_MANY = frozenset("these those many several both few all most".split())
