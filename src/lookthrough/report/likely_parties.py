"""Listed organisations that a document may mean by a name that no list prints so: slips, other spellings, other orders.

A wrong link is worse than none, so a name is linked only where nobody else can be meant:

- the score is at least `LINK_FROM`, and no second party is above the alert line;
- the printed name holds at least `OWN_WORDS` words of its own: one word is borne by strangers ("Nova", "Radian"), and
  "Interior Ministry" by every state;
- it holds no word more than the list's name: "… Finance" behind a company's name is another company.

Every other party above the alert line is a candidate for a person to judge. Names without a word of their own
("List", "Quote") are not asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from lookthrough.errors import quote
from lookthrough.evidence.coreference import words_of
from lookthrough.evidence.dictionary import own_words
from lookthrough.evidence.mentions import Linked
from lookthrough.match.engine import Engine
from lookthrough.match.score import DEFAULT_THRESHOLD
from lookthrough.model.claim import Candidate, MentionKind
from lookthrough.model.match import Match
from lookthrough.model.query import Query
from lookthrough.report.known_parties import KnownParties

#: A sole candidate from this score on is linked: the strict one of the alert lines.
LINK_FROM = 0.8
#: Words of its own that a name must hold to be linked. Of 4,000 companies that are on no list, 5 were linked with one
#: word and none with two (benchmarks/evidence_links.py).
OWN_WORDS = 2
#: Candidates kept of a name.
MOST_CANDIDATES = 3


@dataclass
class LikelyParties:
    """Asks our own matching for organisations; each name once, and the index is opened with the first.

    Args:
        engine: opens the index.
        parties: which entries are one party.
    """

    engine: Callable[[], Engine]
    parties: KnownParties
    _asked: dict[str, Linked] = field(default_factory=dict)

    def __call__(self, name: str, kind: MentionKind) -> Linked:
        """Whom a name may mean, best first; nobody for what is no organisation or has no word of its own."""
        if kind != "organization" or not own_words(name):
            return "unknown", ()
        if name not in self._asked:
            self._asked[name] = self._ask(name)
        return self._asked[name]

    def _ask(self, name: str) -> Linked:
        query = Query(names=(name,), kind="organization")
        matches = self.engine().search(query, limit=2 * MOST_CANDIDATES, threshold=DEFAULT_THRESHOLD)
        best: dict[str, Match] = {}
        for match in matches:
            best.setdefault(self.parties.one_id(match.entity_id), match)
        found = tuple(_candidate(name, entity, match) for entity, match in best.items())[:MOST_CANDIDATES]
        if not found:
            return "unknown", ()
        return ("linked" if _is_certain(name, list(best.values())) else "ambiguous"), found


def _candidate(name: str, entity: str, match: Match) -> Candidate:
    because = f": {match.reasons[0].says}" if match.reasons else ""
    why = f"{quote(name)} is like {quote(match.matched_name)} (score {match.score:.2f}){because}"
    return Candidate(entity, match.name, round(match.score, 4), why)


def _is_certain(name: str, matches: Sequence[Match]) -> bool:
    best = matches[0]
    return (
        len(matches) == 1
        and best.score >= LINK_FROM
        and len(own_words(name)) >= OWN_WORDS
        and len(words_of(name)) <= len(words_of(best.matched_name))
    )
