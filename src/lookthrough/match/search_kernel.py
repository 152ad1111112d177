"""The search of many names in an index, over flat arrays; see `kernel.py` for how it is written and run.

What is done for each reading of a query:

1. For each word of it the words of the list are found that are alike: itself, those that the index keeps as its near
   words, or for a word that the list does not have, those that were looked up beforehand.
2. The postings of these words lead to the listed readings that carry them, rarest word first. Every reading met gets
   the most that its words can agree by, and the points that these words settle on either side.
3. From that follows a score that the reading cannot exceed. The readings are compared in full (`kernel.weigh`) from the
   highest such bound down, until it lies below the line or below the last of the answers found.

Why nothing is missed. A reading scores only if some pair of words makes a match, and each such pair is met in step 2:
words that make a match stand in the postings, and words that are alike in the lists of step 1. A word may be left
unwalked only when readings that have none but this and later words cannot reach the line (`walk.can_reach`). And why a
bound is never too low: an accepted pair agrees by at most the points of our words that it takes times the best
likeness that was met for them, which step 2 adds up word by word; light words, initials, unwalked words and words that
may be coined from another are credited in full; what was not met on either side is left over, at the least points that
any way of asking gives it; and rules only separate, which `facts[MOST_ADDED]` would tell otherwise.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from lookthrough.match.bounds import bound_all
from lookthrough.match.kernel import weigh
from lookthrough.match.layout import (
    ACCEPTED,
    AGREEMENT,
    MODE,
    PAIRED,
    PERSON,
    RULED,
    SEPARATION,
    TOKENS,
    WEAK_ALIAS,
    Ints,
    Name,
)
from lookthrough.match.task import NAME, PARTS, READING, SLACK, WEAK_QUALITY, Asked, Listed, Space, Task, load
from lookthrough.match.walk import forget, gather, plan, reaches, spare

#: Numbers of an answer: row, asking, reading, agreement, separation, whether rules add something, and the pairs of
#: elements that were accepted: how many, or -1 for more than fit, and each as `kernel.pair_up` writes it.
ANSWER, MOST_PAIRS, PAIRS = 18, 10, 7


class Wanted(NamedTuple):
    """What is wanted of a search.

    Attributes:
        allowed: per party, whether it is searched; empty for all.
        line: the least score.
        limit: the most parties a query.
        bonuses: per query -1, or what its attributes may add to the agreement at most. Then every reading that may
            reach the line is an answer, and `limit` is the most of them.
    """

    allowed: Any
    line: float
    limit: int
    bonuses: Any


class Answers(NamedTuple):
    """What is found.

    Attributes:
        rows: `ANSWER` numbers for each of `limit` answers a query, in no order.
        scores: the score of each.
        held: how many each query has; `limit + 1` if there were more for a query with attributes.
    """

    rows: Any
    scores: Any
    held: Any


def search(asked: Asked, listed: Listed, wanted: Wanted, facts: Ints, space: Space, out: Answers) -> None:
    """Answer some queries: the best reading of each of the best parties, the first of equals."""
    task = Task(asked, listed, facts, space)
    for asking in range(len(asked.at)):
        query = asked.query[asking]
        bonus, lowest = max(wanted.bonuses[query], 0), wanted.line
        if wanted.bonuses[query] < 0 and out.held[query] == wanted.limit:
            lowest = max(lowest, lowest_score(out.scores, query * wanted.limit, wanted.limit))
        plan(task, asking)
        spare(task, asking, bonus, lowest - SLACK)
        count = 0
        for rank in range(asked.cells[asked.at[asking] + TOKENS]):
            before = count
            count = gather(task, asking, rank, bonus, lowest - SLACK, before)
            left = bound_all(task, asking, bonus, lowest - SLACK, before, count)
            lowest = compare_best(task, asking, wanted, lowest, left, out)
        forget(task, asking, count)


def compare_best(task: Task, asking: int, wanted: Wanted, lowest: float, left: int, out: Answers) -> float:
    """Compare the readings with the highest bounds in full, and keep those that are answers.

    Args:
        task, asking: the reading of the query.
        wanted: what is wanted.
        lowest: the least score that is an answer so far.
        left: how many readings may reach it.
        out: the answers.

    Returns:
        The least score that is an answer now.
    """
    asked, listed, facts, heap = task.asked, task.listed, task.facts, task.space.heap
    room, cells, o, query = task.space.room, task.space.cells, asked.at[asking], asked.query[asking]
    ours = Name(asked.cells, o, asked.table, asked.letters)
    theirs = Name(cells, 0, listed.table, listed.words)
    bonus, limit = wanted.bonuses[query], wanted.limit
    for at in range(left // 2 - 1, -1, -1):
        sift(heap, at, left)
    while left and (heap[0] >> 32) >= lowest * PARTS:
        reading = heap[0] & 0xFFFFFFFF
        left -= 1
        heap[0] = heap[left]
        sift(heap, 0, left)
        if len(wanted.allowed) and not wanted.allowed[listed.name_entity[listed.readings[READING * reading + NAME]]]:
            continue
        load(listed, reading, asked.cells[o + MODE], asked.cells[o + PERSON], facts, cells)
        weigh(ours, theirs, facts, room)
        if not room[AGREEMENT]:
            continue
        name = listed.readings[READING * reading + NAME]
        hit = int(listed.name_entity[name]), asking, int(reading)
        if bonus < 0:
            score = score_of(room[AGREEMENT], room[SEPARATION], listed.name_quality[name] == facts[WEAK_QUALITY], facts)
            if score >= lowest:
                keep(out, query, limit, score, hit, room)
                if out.held[query] == limit:
                    lowest = max(wanted.line, lowest_score(out.scores, query * limit, limit))
        elif reaches(room[AGREEMENT], room[SEPARATION], bonus, wanted.line - SLACK, facts):
            if out.held[query] >= limit:
                out.held[query] = limit + 1
                return lowest
            write(out, query * limit + out.held[query], 0.0, hit, room)
            out.held[query] += 1
    return lowest


def keep(out: Answers, query: int, limit: int, score: float, hit: tuple[int, int, int], room: Ints) -> None:
    """Take a hit into the answers of a query: at most `limit` parties, each by its best reading, the first of equals.

    Args:
        out: the answers.
        query: whose they are.
        limit: the most.
        score: of the hit.
        hit: row, asking and reading.
        room: the comparison.
    """
    row, asking, reading = hit
    rows, scores, first, held = out.rows, out.scores, query * limit, out.held[query]
    place, worst = -1, -1
    for k in range(first, first + held):
        if rows[ANSWER * k] == row:
            place = k
        tied = worst >= 0 and scores[k] == scores[worst] and rows[ANSWER * k] > rows[ANSWER * worst]
        if worst < 0 or scores[k] < scores[worst] or tied:
            worst = k
    if place >= 0:
        before, number = rows[ANSWER * place + 1], rows[ANSWER * place + 2]
        earlier = before < asking or (before == asking and number < reading)
        if score < scores[place] or (score == scores[place] and earlier):
            return
    elif held < limit:
        place = first + held
        out.held[query] = held + 1
    elif score > scores[worst] or (score == scores[worst] and row < rows[ANSWER * worst]):
        place = worst
    else:
        return
    write(out, place, score, hit, room)


def write(out: Answers, place: int, score: float, hit: tuple[int, int, int], room: Ints) -> None:
    """Write an answer to its place."""
    rows, at = out.rows, ANSWER * place
    out.scores[place] = score
    rows[at], rows[at + 1], rows[at + 2] = hit
    rows[at + 3], rows[at + 4] = room[AGREEMENT], room[SEPARATION]
    count = room[PAIRED]
    rows[at + 5], rows[at + 6] = room[RULED] != 0, count if count <= MOST_PAIRS else -1
    for k in range(min(count, MOST_PAIRS)):
        rows[at + PAIRS + k] = room[ACCEPTED + k]


def lowest_score(scores: Ints, first: int, limit: int) -> float:
    """The least of the scores held."""
    lowest = float(scores[first])
    for k in range(first + 1, first + limit):
        lowest = min(lowest, float(scores[k]))
    return lowest


def score_of(agreement: int, separation: int, weak: bool, facts: Ints) -> float:
    """The score of a name's evidence alone; see `score.score_of`."""
    if agreement == 0:
        return 0.0
    if weak:
        separation += agreement * facts[WEAK_ALIAS] // 100
    return agreement / (agreement + separation)


def sift(heap: Ints, at: int, count: int) -> None:
    """Restore the order of a heap, greatest first, below one place."""
    value = heap[at]
    while 2 * at + 1 < count:
        child = 2 * at + 1
        if child + 1 < count and heap[child + 1] > heap[child]:
            child += 1
        if heap[child] <= value:
            break
        heap[at] = heap[child]
        at = child
    heap[at] = value
