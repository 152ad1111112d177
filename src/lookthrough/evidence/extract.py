"""From a rendition to mentions and claims: the one door of the default extractor.

Only body text and captions are read, and standfirsts that are whole sentences; furniture, forms, bylines, headlines and
foreign paragraphs give nothing. Each claim's quote is a slice of the text; any other would be dropped and counted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from lookthrough.evidence import vocabulary
from lookthrough.evidence.amounts import amounts_in
from lookthrough.evidence.articles.lines import LONGEST_OPENING, agency_dateline
from lookthrough.evidence.coreference import Party
from lookthrough.evidence.dictionary import NameDictionary
from lookthrough.evidence.extractor import Extractor, verified
from lookthrough.evidence.grammar.clauses import parse
from lookthrough.evidence.grammar.sentence import Clause
from lookthrough.evidence.grammar.tokens import LONGEST_SENTENCE, Token, sentences
from lookthrough.evidence.grammar.words import SPEECH
from lookthrough.evidence.mentions import Cast, Resolve, as_mention, cast_of
from lookthrough.evidence.rules import RULES
from lookthrough.evidence.rules.draft import Draft
from lookthrough.evidence.rules.likewise import likewise
from lookthrough.evidence.rules.members import members_of
from lookthrough.evidence.rules.roles import whose
from lookthrough.evidence.scene import Actor, Line, Scene
from lookthrough.evidence.settle import settled
from lookthrough.evidence.spacy_names import spacy_names
from lookthrough.evidence.times import dates_in
from lookthrough.evidence.voices import OWN_VOICE, Voice, carried_on, goes_on, leaked, voices_in
from lookthrough.model.claim import Claim, Mention, MentionKind
from lookthrough.model.document import Article, Block, Rendition

VERSION = "1"
"""Changes whenever equal text may give other claims."""
MOST_TOKENS = 250_000
"""Tokens read of one document, about five hundred pages; what is behind them is counted as dropped."""
BEHIND_THE_LIMIT = "code points behind the limit of one document"
"""What those are counted as."""

HELD = frozenset(("owns", "invests_in", "holds_shares", "divested"))
"""Predicates whose object is who issued what is held."""

Known = NameDictionary | Iterable[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a rendition gave.

    Attributes:
        mentions: in the order of the text.
        claims: in the order of their quotes.
        dropped: (reason, how many) of what was found and not kept, or not read; each reason once.
    """

    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    dropped: tuple[tuple[str, int], ...]


@dataclass(slots=True)
class _Task:
    """What every article of one extraction is read with."""

    text: str
    dictionary: NameDictionary | None
    resolve: Resolve | None
    use_spacy: bool
    extractors: tuple[Extractor, ...]
    dropped: Counter[str]
    most_tokens: int
    tokens: int = 0


def extract(
    rendition: Rendition,
    *,
    known: Known = (),
    resolve: Resolve | None = None,
    use_spacy: bool = False,
    extractors: Iterable[Extractor] = (),
    most_tokens: int = MOST_TOKENS,
) -> Extraction:
    """Mentions and claims of every article of a rendition. Equal input gives an equal answer.

    Args:
        rendition: text with its articles and blocks.
        known: names of lists and of the graph as (entity id, name, kind); a `NameDictionary` made of them once, where
            several renditions are read.
        resolve: the workspace's matching; asked once for each party named in an article.
        use_spacy: let the packaged English model propose further names.
        extractors: stronger extractors; their names are weighed with ours, their claims are added where their quotes
            stand verbatim in the text.
        most_tokens: read of it; the sentence that reaches it is the last, and what is behind is counted as dropped.

    Raises:
        StateError: if spaCy or an extractor is asked for and cannot be used.
    """
    dictionary = known if isinstance(known, NameDictionary) else NameDictionary(known)
    names = dictionary if len(dictionary) else None
    task = _Task(rendition.text, names, resolve, use_spacy, tuple(extractors), Counter(), most_tokens)
    mentions: list[Mention] = []
    claims: list[Claim] = []
    for article in rendition.articles:
        found_mentions, found_claims = _read(task, article)
        mentions += found_mentions
        claims += found_claims
    return Extraction(tuple(mentions), tuple(claims), tuple(sorted(task.dropped.items())))


def _read(task: _Task, article: Article) -> tuple[list[Mention], list[Claim]]:
    text = task.text
    blocks, tokenised = _tokens(task, article)
    candidates = list(spacy_names(text, [(t[0].start, t[-1].end) for t in tokenised])) if task.use_spacy else []
    further = _asked(task, article, dict.fromkeys(block for _, block in blocks), candidates)
    cast = cast_of(text, tokenised, dictionary=task.dictionary, resolve=task.resolve, candidates=candidates)
    scene = Scene(text, cast, _lines(text, article, blocks, tokenised, cast), article.published.date)
    scene.own = _own(text, article, cast)
    claims = [*_claims(scene, article, task.dropped), *further]
    claims.sort(key=lambda claim: (claim.quote.start, claim.quote.end, claim.predicate, claim.id, claim.rule))
    mentions = [as_mention(cast, spot) for spot in cast.spots]
    for (start, end), (party, rule) in scene.resolved.items():
        decision, ranked = cast.decided(party)
        mentions.append(Mention(start, end, text[start:end], party.kind, party.full, rule, decision, ranked))
    mentions.sort(key=lambda mention: (mention.start, mention.end, mention.rule))
    return mentions, claims


_BY = re.compile(
    r"(?:an? )?(?:[a-z]+ ){0,2}(?:briefing|report|statement|paper|study|analysis|submission|response) (?:by|from|of) "
    r"(?:the )?([A-Z][\w&’'. -]{2,60}?)(?: on .*|,.*)?$",
    re.IGNORECASE,
)


def _own(text: str, article: Article, cast: Cast) -> Party | None:
    """Whose report it is: a company that stands alone above the text, "A briefing by …", or a line "About …"."""
    body = next((block.start for block in article.blocks if block.role == "body"), article.start)
    parties = list({id(party): party for party in map(cast.party, cast.spots)}.values())
    for printed in (line.strip() for line in text[article.start : body].splitlines()[:6]):
        words = printed.replace(",", "").split()
        formal = bool(words) and words[-1].lower().strip(".") in vocabulary.legal_words()
        said = _BY.match(printed)
        if formal and 1 < len(words) <= 8 and words[0][:1].isupper() and "’s" not in printed and "'s" not in printed:
            name = printed
        elif said:
            name = said[1].strip()
        else:
            continue
        return next((party for party in parties if party.full == name or name in party.forms), Party(full=name))
    about = {line.strip() for line in text[body : article.end].splitlines() if line.startswith("About ")}
    firms = (party for party in parties if party.kind == "organization")
    return next((party for party in firms if any(f"About {form}" in about for form in party.forms)), None)


def _asked(
    task: _Task, article: Article, blocks: Iterable[Block], candidates: list[tuple[int, int, MentionKind]]
) -> list[Claim]:
    """Ask the stronger extractors: their names join the candidates, their claims come back verified."""
    found: list[Claim] = []
    for block in blocks:
        for extractor in task.extractors:
            proposals = extractor.read(task.text[block.start : block.end])
            candidates += [(block.start + name.start, block.start + name.end, name.kind) for name in proposals.names]
            place = (task.text, block.start, block.end)
            found += verified(article, *place, extractor.label, proposals.claims, task.dropped)
    return found


def _is_read(text: str, block: Block) -> bool:
    if block.role in {"body", "caption"}:
        return True
    return block.role == "heading" and text[block.start : block.end].rstrip().endswith(".")


def _tokens(task: _Task, article: Article) -> tuple[list[tuple[int, Block]], list[list[Token]]]:
    text = task.text
    blocks: list[tuple[int, Block]] = []
    tokenised: list[list[Token]] = []
    for number, block in enumerate(article.blocks):
        if not _is_read(text, block):
            continue
        if task.tokens >= task.most_tokens:
            task.dropped[BEHIND_THE_LIMIT] += block.end - block.start
            continue
        opening = agency_dateline(text[block.start : block.start + LONGEST_OPENING]) if block.role == "body" else None
        start = block.start + (len(opening[0]) if opening and opening[1] else 0)  # the agency tells it, it acts not
        for tokens in sentences(text, start, block.end, task.most_tokens - task.tokens):
            if not tokens:
                continue
            if task.tokens >= task.most_tokens:
                task.dropped[BEHIND_THE_LIMIT] += block.end - tokens[0].start
                break
            task.tokens += len(tokens)
            if len(tokens) >= LONGEST_SENTENCE:
                task.dropped["sentence read in windows"] += 1
            blocks.append((number, block))
            tokenised.append(tokens)
    return blocks, tokenised


def _lines(
    text: str, article: Article, blocks: Sequence[tuple[int, Block]], tokenised: Sequence[list[Token]], cast: Cast
) -> list[Line]:
    spots: list[list] = [[] for _ in tokenised]  # type: ignore[type-arg]
    for spot in cast.spots:
        spots[spot.sentence].append(spot)
    lines = []
    for number, (tokens, (paragraph, block)) in enumerate(zip(tokenised, blocks, strict=True)):
        here = spots[number]
        names = [False] * len(tokens)
        for spot in here:
            if cast.party(spot).kind != "group":
                names[spot.first : spot.last] = [True] * (spot.last - spot.first)
        sentence = parse(tokens, names)
        heads = list(range(len(tokens)))
        for chunk in sentence.chunks:
            if chunk.kind == "np":
                heads[chunk.first : chunk.last] = [chunk.head] * (chunk.last - chunk.first)
        figures = amounts_in(tokens, text, heads=heads)
        lines.append(
            Line(number, block.role, paragraph, sentence, here, dates_in(tokens, article.published.date), figures)
        )
    return lines


def _claims(scene: Scene, article: Article, dropped: Counter[str]) -> Iterator[Claim]:
    carried: Voice | None = None
    source: tuple[Voice, Line] | None = None
    seen: set[str] = set()
    for line in scene.lines:
        scene.its.clear()  # who acted before is told by now
        main = [
            clause
            for clause in line.sentence.clauses
            if clause.verb.form == "finite" and clause.link in {"", "and"} and not _is_elliptic(line, clause)
        ]
        line.subjects = [actor for clause in main[:2] for actor in _acting(scene, line, clause)]
        voices = voices_in(scene, line, carried or _ahead(scene, line))
        source = source if (told := leaked(line, voices)) is None else (told, line)
        if source is not None and goes_on(line, voices, source[1]):
            voices.append(replace(source[0], first=0, last=len(line.sentence.tokens), verb="goes on", at=-1))
        carried = carried_on(line, voices)
        if carried is not None:
            scene.last_speaker = carried.speaker, line.number
        if len(line.spots) > 1:
            demanding = [c for c in main[:2] if c.verb.lemma in OWN_VOICE]
            acting = [a.name for c in demanding for a in scene.actors(line, c.subject, c)]
            line.speakers = frozenset([*(voice.speaker.name for voice in voices), *acting])
            scene.its.clear()
        scene.spoken_of, spoken_of = [], scene.spoken_of
        drafts = [*members_of(scene, line, spoken_of)]
        drafts += _without_doubles([draft for rule in RULES for draft in rule.read(scene, line)])
        drafts += likewise(scene, line, drafts, spoken_of)
        held = [d.object for d in drafts if d.predicate in HELD and d.object.named]
        if held:
            scene.issuer, scene.issuer_line = held[-1], line.number
        scene.spoken_of = drafts
        trades = (d.subject.name.split("; ") for d in drafts if d.predicate in {"sector", "produces"})
        scene.trades.update(name for names in trades for name in names)
        for draft in sorted(drafts, key=lambda d: (d.first, d.last, d.predicate, d.rule)):
            claim = settled(scene, line, article, voices, draft)
            if claim is None:
                dropped["no party or no quote"] += 1
                continue
            if scene.text[claim.quote.start : claim.quote.end] != claim.quote.exact:
                dropped["quote not found verbatim"] += 1
                continue
            if claim.id not in seen:
                seen.add(claim.id)
                yield claim


def _is_elliptic(line: Line, clause: Clause) -> bool:
    """As in "…, as Norway did in 2018": the verb stands for another."""
    return (
        clause.verb.lemma == "do"
        and clause.verb.main == line.sentence.chunks[clause.at].last - 1
        and not clause.objects
    )


def _acting(scene: Scene, line: Line, clause: Clause) -> list[Actor]:
    """Who acts: the subjects, or whose they are ("Acme's shares fell": Acme is spoken of)."""
    found = scene.actors(line, clause.subject, clause)
    if any(actor.named for actor in found):
        return found
    return [owner for phrase in clause.subject for owner in whose(scene, line, phrase, clause, preps=())] or found


def _ahead(scene: Scene, line: Line) -> Voice | None:
    """Who speaks a quotation that opens here and whose "he said" stands in one of the next sentences."""
    tags = line.sentence.tags
    if "open" not in tags or tags.count("open") <= tags.count("close"):
        return None
    for later in scene.lines[line.number + 1 : line.number + 4]:
        if later.paragraph != line.paragraph:
            return None
        spoken = [voice for voice in voices_in(scene, later, None) if voice.verb in SPEECH]
        if spoken:
            return spoken[0]
    return None


def _without_doubles(drafts: list[Draft]) -> list[Draft]:
    """A denial of own deeds is one claim, not also the negated deed; what two rules read is one claim."""
    denied = {id(draft.clause) for draft in drafts if draft.predicate == "denies" and draft.clause is not None}
    first: dict[tuple[str, str, str], Draft] = {}
    for draft in drafts:
        if draft.predicate == "denies" or not (draft.negated and id(draft.clause) in denied):
            first.setdefault((draft.predicate, draft.subject.name, draft.object.name), draft)
    return list(first.values())
