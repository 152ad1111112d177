from __future__ import annotations

import errno
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from lookthrough.errors import InputError, Issues, NotFoundError, StateError
from lookthrough.evidence.custody import Entry
from lookthrough.evidence.extract import extract
from lookthrough.evidence.reading import read_document
from lookthrough.evidence.reviews import fold, review
from lookthrough.evidence.store import EvidenceStore, ReadDocument

WHEN = "2024-03-14T09:00:00+00:00"
TEXT = (
    "Ministry lists Norwick\nBy A. Lee\n\n13 March 2024\n\n"
    "The US Commerce Department added Norwick Optics to the Entity List on Monday.\n"
    "Norwick said in a statement that it strongly opposed the decision.\n"
)


def document(text: str = TEXT, name: str = "norwick.txt", version: str = "1") -> tuple[bytes, ReadDocument]:
    data = text.encode()
    rendition = read_document(data, name, issues=Issues(), captured=WHEN)
    found = extract(rendition)
    assert found.claims, "the sentence names a listing"
    return data, ReadDocument(rendition, found.mentions, found.claims, version, "", found.dropped)


@pytest.fixture
def store(tmp_path: Path) -> EvidenceStore:
    kept = EvidenceStore(tmp_path)
    kept.keep([document()], WHEN)
    return kept


def test_what_is_kept_comes_back_equal(store: EvidenceStore) -> None:
    assert list(store.documents()) == [document()[1]]
    assert store.verify() == len(document()[1].claims)


def test_the_same_document_is_kept_once(store: EvidenceStore) -> None:
    before = {path: path.read_bytes() for path in store.folder.rglob("*") if path.is_file()}
    assert store.keep([document()], "2025-01-01T00:00:00+00:00") == (0, 0)
    assert {path: path.read_bytes() for path in store.folder.rglob("*") if path.is_file()} == before


def test_reading_again_replaces_what_was_read_and_keeps_the_bytes(store: EvidenceStore) -> None:
    assert store.keep([document(version="2")], WHEN) == (0, 1)
    assert [one.version for one in store.documents()] == ["2"]
    assert [entry.action for entry in store.captures.custody.entries()] == ["captured", "read", "read"]
    assert store.verify()


def test_equal_documents_give_equal_bytes_in_two_homes(store: EvidenceStore, tmp_path: Path) -> None:
    other = EvidenceStore(tmp_path / "other")
    other.keep([document()], WHEN)
    ours, theirs = (sorted((one.folder / "read").iterdir()) for one in (store, other))
    assert [path.read_bytes() for path in ours] == [path.read_bytes() for path in theirs]


def places(folder: Path) -> Iterator[tuple[Path, int]]:
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        size = path.stat().st_size
        yield from (
            (path, place) for place in sorted({0, size // 3, size // 2, size - 2, size - 1}) if 0 <= place < size
        )


def test_a_changed_byte_anywhere_is_noticed(store: EvidenceStore) -> None:
    claim = document()[1].claims[0].id
    store.record(review(claim, "accept", by="A. Lee", reason="seen", when=WHEN))
    for path, place in places(store.folder):
        whole = path.read_bytes()
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(StateError):
            store.verify()
        path.write_bytes(whole)
    assert store.verify()


@pytest.mark.parametrize("cut", ["captures", "read", "custody.jsonl", "reviews.log"])
def test_what_is_missing_is_noticed(store: EvidenceStore, cut: str) -> None:
    store.record(review(document()[1].claims[0].id, "accept", by="A. Lee", reason="seen", when=WHEN))
    gone = store.folder / cut
    for path in [gone] if gone.is_file() else [p for p in gone.rglob("*") if p.is_file()]:
        path.unlink()
    with pytest.raises(StateError):
        store.verify()


def test_a_stranger_among_the_files_is_noticed(store: EvidenceStore) -> None:
    (store.folder / "read" / f"{'0' * 64}.json").write_text("{}")
    with pytest.raises(StateError, match="no line"):
        store.verify()


def test_a_claim_is_found_by_its_first_digits(store: EvidenceStore) -> None:
    claim = document()[1].claims[0]
    assert store.claim(claim.id[:12]) == claim
    with pytest.raises(NotFoundError, match="no claim"):
        store.claim("zzzz")


def test_reviews_fold_to_what_holds_now(store: EvidenceStore) -> None:
    claim = document()[1].claims[0]
    decided: list[tuple[str, dict[str, str]]] = [
        ("accept", {}), ("edit", {"object": "the list", "date": "2024-03"}), ("reject", {}), ("accept", {}),
    ]  # fmt: skip
    standings = []
    for action, changes in decided:
        store.record(review(claim.id, action, by="A. Lee", reason="so", when=WHEN, changes=changes))
        (now,) = (one for one in fold([claim], store.reviews()))
        standings.append((now.standing, now.counts))
    assert standings == [("accepted", True), ("edited", True), ("rejected", False), ("edited", True)]
    assert (now.claim.object, now.claim.date.iso if now.claim.date else "") == ("the list", "2024-03")
    assert now.claim.quote == claim.quote, "what the text says cannot be corrected"
    assert len(now.history) == 4, "nothing is forgotten"


@pytest.mark.parametrize(
    ("action", "by", "reason", "changes"),
    [
        ("accept", "", "seen", {}),
        ("accept", "A. Lee", " ", {}),
        ("approve", "A. Lee", "seen", {}),
        ("edit", "A. Lee", "seen", {}),
        ("edit", "A. Lee", "seen", {"quote": "other words"}),
        ("edit", "A. Lee", "seen", {"stance": "certain"}),
        ("edit", "A. Lee", "seen", {"date": "2024-02-31"}),
        ("reject", "A. Lee", "seen", {"object": "x"}),
    ],
)
def test_a_review_without_author_reason_or_sense_is_refused(
    action: str, by: str, reason: str, changes: dict[str, str]
) -> None:
    with pytest.raises(InputError) as refused:
        review("c1", action, by=by, reason=reason, when=WHEN, changes=changes)
    assert refused.value.hint


def test_hostile_text_is_kept_as_it_is(tmp_path: Path, read: Callable[..., object]) -> None:
    store = EvidenceStore(tmp_path)
    hostile = TEXT.replace("Norwick", "\u202eNorwick<script>alert(1)</script>")
    data = hostile.encode()
    rendition = read_document(data, "h.txt", issues=Issues(), captured=WHEN)
    found = extract(rendition)
    store.keep([(data, ReadDocument(rendition, found.mentions, found.claims, "1", "", found.dropped))], WHEN)
    (again,) = store.documents()
    assert again.rendition.text == rendition.text
    assert store.verify() == len(found.claims)


@pytest.mark.parametrize("at", ["before the line", "behind the line"])
def test_a_reading_that_was_killed_costs_nothing_that_was_kept(
    store: EvidenceStore, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    add = store.captures.custody.add_all

    def killed(entries: Sequence[Entry]) -> None:
        if at == "behind the line":
            add(entries)
        raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr(store.captures.custody, "add_all", killed)
        with pytest.raises(KeyboardInterrupt):
            store.keep([document(version="2")], WHEN)
    assert [one.version for one in store.documents()] == ["1" if at == "before the line" else "2"]
    assert store.verify(), "a result that no line names yet is no change"
    store.keep([document(version="2")], WHEN)
    assert [one.version for one in store.documents()] == ["2"]
    assert store.verify()


@pytest.mark.parametrize("full", ["store", "capture"])
def test_a_full_disk_is_told_and_leaves_the_store_as_it_was(
    store: EvidenceStore, monkeypatch: pytest.MonkeyPatch, full: str
) -> None:
    before = sorted(path for path in store.folder.rglob("*") if path.is_file())

    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as crowded:
        crowded.setattr(f"lookthrough.evidence.{full}.write_whole", refused)
        with pytest.raises(StateError, match="No space left") as caught:
            store.keep([document(), document(TEXT.replace("Norwick", "Tarvik"))], WHEN)
    assert "free space" in caught.value.hint
    assert sorted(path for path in store.folder.rglob("*") if path.is_file()) == before
    assert store.verify()
