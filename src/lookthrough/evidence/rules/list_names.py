"""Which list a phrase names, and the verbs by which parties come on it and off it."""

from __future__ import annotations

from functools import cache

from lookthrough.evidence import vocabulary
from lookthrough.evidence.grammar.sentence import Clause, Phrase
from lookthrough.evidence.scene import Line, Scene

PUT = frozenset("add place put include name designate list enter subject append".split())
BLACKLIST = frozenset("blacklist blocklist sanction-list".split())
TAKE_OFF = frozenset("remove delete delist strike drop take".split())


_LISTED_BODIES = frozenset("companies entities firms persons individuals organisations organizations parties".split())
_LISTED_KINDS = frozenset(
    "sanctioned blacklisted restricted banned prohibited denied designated blocked debarred".split()
)


@cache
def _endings() -> tuple[str, ...]:
    """The last words of the lists that we know by name."""
    return tuple(sorted({name.split()[-1] for name in vocabulary.list_names()}))


def list_name(scene: Scene, line: Line, phrase: Phrase) -> str:
    """The list that a phrase names: "an export blacklist", or "the list" where one was spoken of; else "".

    A list without a name is the one that the article names, where it names just one.
    """
    sentence = line.sentence
    spot = scene.spot_at(line, phrase.head)
    if spot is not None and scene.cast.party(spot).kind == "list":
        return scene.cast.party(spot).full
    lower = [token.lower for token in sentence.tokens[phrase.first : phrase.last]]
    head = sentence.tokens[phrase.head].lower
    text = " ".join(lower)
    if head.endswith(_endings()) and any(text.endswith(name) for name in vocabulary.list_names()):
        return scene.named_list() or scene.bare(line, phrase)
    named_so = head == "list" and phrase.of is not None and sentence.tokens[phrase.of.head].lower in _LISTED_BODIES
    described = set() if phrase.of is None else {t.lower for t in sentence.tokens[phrase.of.first : phrase.of.last]}
    qualified = named_so or bool(set(lower) & vocabulary.list_qualifiers()) or bool(described & _LISTED_KINDS)
    called_back = bool(scene.listing) and lower[0] in {"the", "that", "this", "its"}
    if head not in vocabulary.list_words() or (head in {"list", "register"} and not qualified and not called_back):
        return ""
    if scene.named_list():
        return scene.named_list()
    named = scene.bare(line, phrase)
    for whose in ("its ", "their "):
        named = named.removeprefix(whose)
    return scene.listing if scene.listing and len(lower) <= 2 else named


def target_list(scene: Scene, line: Line, clause: Clause) -> tuple[str, Phrase | None]:
    """The list that a verb puts parties on, or takes them off, with its phrase; ("", None) where there is none."""
    for prep, phrases in clause.preps:
        if prep in (("from", "off") if clause.verb.lemma in TAKE_OFF else ("to", "on", "onto", "in", "into", "under")):
            for phrase in phrases:
                name = list_name(scene, line, phrase)
                if name:
                    return name, phrase
    return "", None
