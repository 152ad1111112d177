"""Who belongs to a group of the sentence before: some banks invest; among them are Acme Bank and Boreas Bank."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from lookthrough.evidence.rules.draft import Draft
from lookthrough.evidence.scene import Line, Scene


def members_of(scene: Scene, line: Line, spoken_of: Sequence[Draft]) -> Iterator[Draft]:
    """The claims of the sentence before, said of the members that this one names.

    Args:
        scene: the article.
        line: the sentence that may name members.
        spoken_of: drafts of the sentence before; those whose subject is an unnamed group may have members.
    """
    tokens = line.sentence.tokens
    if not spoken_of or [token.lower for token in tokens[:2]] != ["among", "them"]:
        return
    for clause in line.sentence.clauses:
        if clause.verb.lemma != "be" or clause.verb.negated:
            continue
        named = scene.names_of(line, clause.objects)
        if not named or len(named) != len(clause.objects):
            return
        first, last = clause.verb.main, max(phrase.whole for phrase, _ in named)
        groups = [draft for draft in spoken_of if not draft.subject.named and draft.subject.name.endswith("s")]
        for draft in groups[:3]:
            for phrase, _ in named:
                member = scene.actor(line, phrase, clause)[0]
                yield replace(
                    draft, subject=member, first=first, last=last, rule="members.among", clause=clause, anchor=first
                )
        return
