"""Who says what: the stretches of a sentence that belong to somebody other than the article's author.

Read are verbs of saying with what follows or precedes them, "according to", quotations that run over several
sentences, hearsay in the passive ("is accused of", "was estimated that") and captions. Where stretches lie within each
other the narrower one speaks and the wider one carries it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lookthrough.evidence import vocabulary
from lookthrough.evidence.callback import is_press
from lookthrough.evidence.grammar.phrases import phrase_at
from lookthrough.evidence.grammar.sentence import Clause, Phrase
from lookthrough.evidence.grammar.words import SPEECH
from lookthrough.evidence.scene import Actor, Line, Scene
from lookthrough.model.claim import Speaker, SpeakerKind, Stance

AUTHOR = Speaker("author", "author")
DOCUMENTS = frozenset(
    "record document file filing report statement notice rule note letter document study article website memo "
    "complaint indictment "
    "order announcement survey analysis data investigation op-ed editorial post blog tweet release".split()
)
_HEARSAY: dict[str, Stance] = {
    "accuse": "alleged", "believe": "alleged", "suspect": "alleged", "allege": "alleged", "think": "alleged",
    "claim": "alleged",
    "say": "reported", "report": "reported", "estimate": "reported", "rumour": "reported", "rumor": "reported",
}  # fmt: skip
_GIVE_OUT = frozenset("release publish issue write produce present compile submit file send".split())
_ALLEGING = frozenset(("allege", "claim", "accuse", "suggest", "suspect"))


@dataclass(frozen=True, slots=True)
class Voice:
    """Tokens `first` to `last`, the last excluded, belong to a speaker.

    Attributes:
        stance: how the words hold it, None where they only say.
        verb: lemma of the verb of saying, "according" or "quote".
        at: token of that verb.
    """

    first: int
    last: int
    speaker: Speaker
    stance: Stance | None
    verb: str
    at: int = -1


def voices_in(scene: Scene, line: Line, carried: Voice | None) -> list[Voice]:
    """The voices of one sentence.

    Args:
        scene: the article.
        line: the sentence.
        carried: whose quotation is still open, or has just ended, from the sentence before.
    """
    found: list[Voice] = []
    count = len(line.sentence.tokens)
    if line.role == "caption":
        found.append(Voice(0, count, Speaker("caption", "caption"), None, "caption"))
    for clause in line.sentence.clauses:
        found += _of_clause(scene, line, clause)
    found += _according(scene, line)
    found += _asides(line, found)
    found += _unproven(line)
    spoken = any(voice.verb not in {"caption", "evidence"} and voice.speaker.kind != "unnamed" for voice in found)
    spoken |= any(voice.at >= 0 for voice in found)  # hearsay ("are believed to …") speaks for nobody
    if not spoken and carried is not None and _inside_quotation(line):
        found.append(Voice(0, count, carried.speaker, carried.stance, "quote"))
    return found


def _asides(line: Line, voices: Sequence[Voice]) -> list[Voice]:
    """As in "weighs action on Acme, which makes lenses, officials said": the aside is the article's, unless quoted."""
    if not any(voice.verb in SPEECH | {"according"} for voice in voices):
        return []
    chunks, tags = line.sentence.chunks, line.sentence.tags
    found = []
    for clause in line.sentence.clauses:
        k = clause.at
        if clause.link != "relative" or tags[: chunks[k].first].count("open") > tags[: chunks[k].first].count("close"):
            continue
        opener = next((i for i in range(k - 1, max(k - 4, 0), -1) if chunks[i].word in {"which", "who", "whom"}), 0)
        mark = opener - 1 - (opener > 1 and chunks[opener - 1].kind == "prep")
        if opener and mark >= 0 and chunks[mark].kind == "comma":
            end = next((c.first for c in chunks[k + 1 :] if c.kind in {"comma", "stop"}), len(line.sentence.tokens))
            found.append(Voice(chunks[mark].first, end, AUTHOR, None, "aside"))
    return found


def _unproven(line: Line) -> list[Voice]:
    """As in "there is no clear evidence that …": what follows is held by nobody."""
    at = _no_evidence(line)
    return [Voice(at + 1, len(line.sentence.tokens), AUTHOR, "no_clear_evidence", "evidence")] if at >= 0 else []


def _no_evidence(line: Line) -> int:
    """The token of "evidence" that is said to lack; -1 for none."""
    tokens = line.sentence.tokens
    for i, token in enumerate(tokens):
        if token.lower in {"evidence", "proof", "indication"}:
            before = {t.lower for t in tokens[max(0, i - 3) : i]}
            if before & {"no", "without", "little"}:
                return i
    return -1


def is_unproven(line: Line) -> bool:
    """Does a sentence say that there is no evidence?"""
    return _no_evidence(line) >= 0


def of_tokens(voices: Sequence[Voice], first: int, last: int) -> tuple[Speaker, Stance | None, str]:
    """Speaker, stance and verb of the narrowest voice around some tokens; the author's where there is none.

    The next wider speaker, if another, is the carrier.
    """
    around = sorted(
        (
            voice
            for voice in voices
            if voice.first <= first
            and last <= voice.last
            and not (first <= voice.at < last and voice.at >= 0 and voice.first > first)
        ),
        key=lambda voice: (voice.last - voice.first, -voice.first),
    )
    if not around:
        return AUTHOR, None, ""
    unproven = next((voice.stance for voice in around if voice.verb == "evidence"), None)
    around = [voice for voice in around if voice.verb != "evidence"]
    if not around:
        return AUTHOR, unproven, "evidence"
    inner = around[0]
    speaker = inner.speaker
    wider = next((voice.speaker.name for voice in around[1:] if voice.speaker.name != speaker.name), "")
    if wider and not speaker.carrier and speaker.kind != "author":
        speaker = Speaker(speaker.name, speaker.kind, wider)
    return speaker, unproven or inner.stance, inner.verb


def _of_clause(scene: Scene, line: Line, clause: Clause) -> list[Voice]:
    verb = clause.verb
    tokens = line.sentence.tokens
    count = len(tokens)
    if verb.passive and verb.lemma in _HEARSAY:
        return _hearsay(scene, line, clause) if _is_hearsay(line, clause) else []
    if verb.lemma == "accuse" and not verb.passive and clause.subject:
        accuser = speaker_of(scene, line, clause.subject[0], clause)
        last = line.sentence.chunks[clause.at].last
        opener = tokens[max(clause.subject[0].first - 1, 0)].lower
        aside = clause.link == "relative" or opener in {"which", "whom", "who"}
        ahead = line.sentence.chunks[clause.at + 1 :] if aside else []
        end = next((c.first for c in ahead if c.kind == "comma"), count)  # "Acme, which Boreas accused of fraud, owns"
        return [Voice(last, end, accuser, "alleged", "accuse", verb.main)] if accuser is not None else []
    if verb.lemma in _CALLING and not verb.passive and clause.subject and verb.form != "infinitive":
        return _called(scene, line, clause)
    if verb.lemma not in SPEECH or verb.passive or verb.form == "infinitive":
        return []
    if verb.modal in {"will", "would", "could", "should", "may", "might", "must", "can"} and verb.lemma != "say":
        return []
    chunk = line.sentence.chunks[clause.at]
    before_text = tokens[chunk.first - 1].text if chunk.first else ""
    speaks_to = verb.lemma in {"tell", "assure", "remind"}  # ", told reporters" has its subject before
    inverted = (
        not speaks_to
        and verb.bare
        and chunk.first > 0
        and before_text in {",", "”", '"', "’", "?"}
        and bool(clause.objects)
    )
    subject = clause.objects if inverted else clause.subject
    if not subject:
        return []
    speaker = speaker_of(scene, line, subject[0], clause)
    if speaker is None:
        return []
    heard = next(
        (phrase for phrase in clause.objects if verb.lemma in {"tell", "assure", "inform", "warn"} and not inverted),
        None,
    )
    if heard is not None:
        actor = scene.actor(line, heard, clause)[0]
        if actor.kind == "organization":
            speaker = Speaker(speaker.name, speaker.kind, actor.name)
    stance: Stance | None = (
        "denied"
        if verb.lemma == "deny"
        else "alleged"
        if verb.lemma in _ALLEGING
        else "reported"
        if verb.lemma == "report" or is_press(speaker.name) or _are_reports(line, subject[0])
        else None
    )
    first = min((phrase.first for phrase in subject), default=chunk.first)
    found = []
    if inverted or _trails(line, clause, first):
        found.append(
            Voice(0, min(first if not inverted else chunk.first, count), speaker, stance, verb.lemma, chunk.head)
        )
        after = _quote_after(line, max(chunk.last, *(p.last for p in subject)))
        if after >= 0:
            found.append(Voice(after, count, speaker, stance, verb.lemma, chunk.head))
    elif (clause.link != "relative" or verb.lemma in {"say", "deny", "claim"}) and (
        verb.lemma in {"say", "tell"} or _has_content(line, clause)
    ):
        found.append(Voice(chunk.last, _scope_end(line, clause), speaker, stance, verb.lemma, chunk.head))
    return found


def _are_reports(line: Line, phrase: Phrase) -> bool:
    """As in "Credible reports indicate that …": nobody's in particular."""
    return line.sentence.tokens[phrase.head].lower in {"reports", "accounts", "rumours", "rumors"} and phrase.of is None


_CALLING = frozenset("call describe label brand term".split())


def _called(scene: Scene, line: Line, clause: Clause) -> list[Voice]:
    """As in "called the ban a “just answer to fraud”": what is quoted are the subject's words."""
    start = _quote_after(line, line.sentence.chunks[clause.at].last)
    if start < 0 or start - clause.verb.main > 12:
        return []
    speaker = speaker_of(scene, line, clause.subject[0], clause)
    tags = line.sentence.tags
    end = next((i for i in range(start + 1, len(tags)) if tags[i] == "close"), len(tags))
    return [Voice(start, end + 1, speaker, None, "call", clause.verb.main)] if speaker is not None else []


OWN_VOICE = SPEECH | frozenset(
    "accuse call describe urge condemn criticise criticize demand deny reject praise ask oppose".split()
)


def _scope_end(line: Line, clause: Clause) -> int:
    """Where what is said ends: before ", and" or ", but" with another speaker of his own verb of saying."""
    sentence = line.sentence
    chunks, tags = sentence.chunks, sentence.tags
    quoted = False
    for k in range(clause.at + 1, len(chunks)):
        quoted = tags[sentence.chunks[clause.at].last : chunks[k].first].count("open") > tags[
            sentence.chunks[clause.at].last : chunks[k].first
        ].count("close")
        if quoted or chunks[k].kind != "conj" or chunks[k - 1].kind != "comma":
            continue
        own = next(
            (c for c in sentence.clauses if c.at > k and c.subject and c.subject[0].first == chunks[k].last), None
        )
        if own is not None and own.verb.lemma in OWN_VOICE and own.verb.form == "finite":
            return chunks[k].first
    return len(sentence.tokens)


def _has_content(line: Line, clause: Clause) -> bool:
    """Does a clause or a quotation hang on the verb? "added 28 firms" says nothing, "added that …" does."""
    where = line.sentence.clauses.index(clause)
    if any(other.governor == where and other.link == "that" for other in line.sentence.clauses):
        return True
    chunk = line.sentence.chunks[clause.at]
    tags, tokens = line.sentence.tags, line.sentence.tokens
    return chunk.last < len(tokens) and (
        tags[chunk.last] in {"open", "colon"}
        or tokens[chunk.last].lower in {"that", "how"}
        or (tags[chunk.last] == "comma" and chunk.last + 1 < len(tags) and tags[chunk.last + 1] == "open")
    )


def _trails(line: Line, clause: Clause, first: int) -> bool:
    """As in "…, the filing said.": the verb of saying stands behind a comma, what is said before it."""
    tokens = line.sentence.tokens
    k = first - 1
    while k >= 0 and tokens[k].text in "“”\"’'":
        k -= 1
    if k < 1 or tokens[k].text not in {",", "?", "!", "—", "–"}:
        return False
    earlier = [
        other
        for other in line.sentence.clauses
        if other.at < clause.at
        and line.sentence.chunks[other.at].first < k
        and other.verb.form == "finite"
        and other.link != "relative"
    ]
    heard = [p.last for p in clause.objects if clause.verb.lemma in {"tell", "assure", "remind"}]
    behind = max([line.sentence.chunks[clause.at].last, *heard])
    ends = (
        behind >= len(tokens)
        or tokens[behind].text in {".", ",", "”", '"', ";"}
        or tokens[behind].lower in {"in", "at", "on", "during", "after", "to", "of", "about"}
        or tokens[behind].text[0].isupper()
    )
    return bool(earlier) and ends


def _quote_after(line: Line, start: int) -> int:
    tags = line.sentence.tags
    return next((i for i in range(start, len(tags)) if tags[i] == "open"), -1)


def _is_hearsay(line: Line, clause: Clause) -> bool:
    """Does something hang on the passive: "is said to", "was accused of", "was estimated that"?"""
    after = line.sentence.chunks[clause.at].last
    return after < len(line.sentence.tokens) and line.sentence.tokens[after].lower in {"to", "of", "that", "as", "by"}


def _hearsay(scene: Scene, line: Line, clause: Clause) -> list[Voice]:
    chunk = line.sentence.chunks[clause.at]
    by = clause.under("by")
    speaker = speaker_of(scene, line, by[0], clause) if by else None
    stance = _HEARSAY[clause.verb.lemma]
    starts = min([chunk.first, *(phrase.first for phrase in clause.subject)])
    return [
        Voice(
            starts,
            len(line.sentence.tokens),
            speaker or Speaker("unnamed", "unnamed"),
            stance,
            f"{clause.verb.lemma}d",
            -1,
        )
    ]


def _according(scene: Scene, line: Line) -> list[Voice]:
    tokens = line.sentence.tokens
    chunks = line.sentence.chunks
    found = []
    for k, chunk in enumerate(chunks):
        if chunk.kind != "prep" or k + 1 >= len(chunks) or chunks[k + 1].kind != "np":
            continue
        to = chunk.word == "to" and chunk.first > 0 and tokens[chunk.first - 1].lower == "according"
        if not to and chunk.word != "according":
            continue
        phrase, _ = phrase_at(line.sentence, k + 1)
        speaker = speaker_of(scene, line, phrase, None)
        if speaker is None:
            continue
        head = tokens[phrase.head].lower
        press = is_press(speaker.name) or head in {"report", "reports", "website", "article", "investigation"}
        found.append(Voice(0, len(tokens), speaker, "reported" if press else None, "according", -1))
    return found


def _inside_quotation(line: Line) -> bool:
    """Does the sentence begin inside a quotation, or is it one from end to end?"""
    tags = [tag for tag in line.sentence.tags if tag in {"open", "close"}]
    opens = line.sentence.tags[0] == "open"
    return opens or (bool(tags) and tags[0] == "close" and tags.count("close") > tags.count("open"))


def speaker_of(scene: Scene, line: Line, phrase: Phrase, clause: Clause | None) -> Speaker | None:
    """Who a phrase makes answerable; None for "I", "we" and things that do not speak."""
    tokens = line.sentence.tokens
    head = tokens[phrase.head].lower
    if head in {"i", "we", "you", "that", "which", "what", "this", "one"} and scene.spot_at(line, phrase.head) is None:
        return None
    if head in {"he", "she"} and (said := _said_before(scene, line, phrase.first)) is not None:
        return said
    actors = scene.actor(line, phrase, clause)
    if len(actors) > 1:
        return Speaker("; ".join(actor.name for actor in actors), "organization")
    actor = actors[0]
    if actor.how == "words" or not actor.named:
        return _unnamed(scene, line, phrase, head, actor)
    kind: SpeakerKind = "person" if actor.kind == "person" else "organization"
    return Speaker(actor.name, kind)


def _said_before(scene: Scene, line: Line, before: int) -> Speaker | None:
    """As in "A spokeswoman for Acme said x. “We did not,” she said.": who spoke last, if unnamed."""
    last, number = scene.last_speaker or (None, -9)
    if last is None or last.kind != "unnamed" or line.number - number > 1:
        return None
    if last.name.lower().rsplit(" ", 1)[-1] not in vocabulary.person("role"):
        return None
    people = [s for s in line.spots if s.first < before and scene.cast.party(s).kind == "person"]
    return None if people else last


def _unnamed(scene: Scene, line: Line, phrase: Phrase, head: str, actor: Actor) -> Speaker | None:
    """A speaker without a name: a spokesman with the body that he speaks for, a document with its maker, or a group."""
    tokens = line.sentence.tokens
    singular = head.removesuffix("s")
    inside = [spot for spot in line.spots if phrase.first <= spot.first and spot.last <= phrase.whole]
    for_whom = [p for prep, many in phrase.more if prep in {"for", "of", "at", "with", "from", "by"} for p in many] + (
        [phrase.of] if phrase.of else []
    )
    owners = [a for p in for_whom for a in scene.actor(line, p, None) if a.named]
    named_paper = head in DOCUMENTS and tokens[phrase.first].lower in {"the", "its", "their"}
    if not named_paper and (
        singular in vocabulary.person("role")
        or singular in vocabulary.person("unnamed")
        or head in vocabulary.person("unnamed")
    ):
        maker = scene.cast.party(inside[0]).full if inside else owners[0].name if owners else ""
        if not maker:
            return Speaker(scene.bare(line, phrase), "unnamed")
        role = scene.words(line, phrase.head, phrase.head + 1)
        return Speaker(f"{maker} {role}", "unnamed")
    if singular in DOCUMENTS:
        if inside:
            return Speaker(scene.bare(line, phrase), "organization")
        if owners:
            return Speaker(f"{owners[0].name} {head}", "organization")
        if tokens[phrase.first].lower in {"its", "their", "his", "her"}:
            owner = scene.actor(line, Phrase(phrase.first, phrase.first + 1, phrase.first), None)
            near = next((a for a in line.subjects if a.named), owner[0])
            return Speaker(f"{near.name} {head}" if near.named else scene.bare(line, phrase), "organization")
        return Speaker(_document(scene, line, phrase, head) or scene.bare(line, phrase), "organization")
    if (
        head in vocabulary.body("state") | vocabulary.body("institution") | {"media", "press"}
        or singular in vocabulary.body("role")
        or head in {"countries", "nations", "governments", "states"}
        or inside
        or singular in vocabulary.person("people")
        or head in vocabulary.person("people")
    ):
        return Speaker(actor.name, "organization" if inside or head in vocabulary.body("state") else "unnamed")
    return None


def _document(scene: Scene, line: Line, phrase: Phrase, head: str) -> str:
    """The maker of "the filing": the nearest earlier phrase with that word and a name before it."""
    for number in range(line.number, max(line.number - 12, -1), -1):
        other = scene.lines[number]
        for spot in other.spots:
            behind = spot.last
            if (
                behind < len(other.sentence.tokens)
                and other.sentence.tokens[behind].lower == head
                and (other is not line or behind < phrase.first)
            ):
                return f"{scene.cast.party(spot).full} {head}"
        for clause in other.sentence.clauses:
            papers = [*clause.objects, *(clause.under("in") if clause.verb.lemma in {"say", "write"} else [])]
            papers += _fronted(other) if clause.verb.lemma in {"say", "write"} else []
            given = any(other.sentence.tokens[p.head].lower == head for p in papers)
            if given and clause.verb.lemma in _GIVE_OUT | {"say"} and not clause.verb.passive and clause.subject:
                maker = scene.actor(other, clause.subject[0], clause)[0]
                if maker.named and (other is not line or clause.verb.main < phrase.first):
                    return f"{maker.name} {head}"
    return ""


def _fronted(line: Line) -> list[Phrase]:
    """As in "In a statement to the paper, the ministry said": what the sentence opens with."""
    chunks = line.sentence.chunks
    opens = len(chunks) > 1 and chunks[0].word == "in" and chunks[1].kind == "np"
    return [Phrase(chunks[1].first, chunks[1].last, chunks[1].head)] if opens else []


def carried_on(line: Line, voices: Sequence[Voice]) -> Voice | None:
    """The voice that a quotation in the next sentence may go on with: the last speech of this one."""
    quoting = any(tag in {"open", "close"} for tag in line.sentence.tags)
    spoken = [
        voice
        for voice in voices
        if voice.verb not in {"caption", "according", "evidence", "aside"} and voice.speaker.kind != "author"
    ]
    return spoken[-1] if spoken and (quoting or spoken[-1].verb in {"say", "quote", "tell"}) else None


_LEAKS = frozenset("people person sources source diplomats officials insiders aides lobbyist lobbyists".split())
_CONNECTS = frozenset("also another finally those instead further additional option options".split())
_WILL = frozenset("will would could may might".split())


def leaked(line: Line, voices: Sequence[Voice]) -> Voice | None:
    """The voice of unnamed people who tell what an office plans; None where a sentence has none."""
    if not any(c.verb.modal in _WILL or c.verb.progressive for c in line.sentence.clauses):
        return None
    told = (v for v in voices if v.verb in {"say", "tell", "according"} and v.speaker.kind == "unnamed")
    return next((v for v in told if _LEAKS & set(v.speaker.name.lower().split())), None)


def _speaks(voice: Voice) -> bool:
    """Does somebody speak, other than hearsay ("is accused of") and the article's asides?"""
    return voice.verb not in {"evidence", "aside"} and (voice.at >= 0 or voice.speaker.kind != "unnamed")


def goes_on(line: Line, voices: Sequence[Voice], source: Line) -> bool:
    """Does a sentence go on with a plan that unnamed people told: "It will also …", "Another option would be …"?"""
    if not 0 < line.number - source.number <= 4 or any(_speaks(v) for v in voices):
        return False
    main = next((c for c in line.sentence.clauses if c.verb.form == "finite" and c.link in {"", "and"}), None)
    if main is None or main.verb.modal not in _WILL:
        return False
    opening = {token.lower for token in line.sentence.tokens[: main.verb.main]}
    return bool(opening & _CONNECTS)
