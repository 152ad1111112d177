"""Bytes are kept once and never edited, and whoever changes one of them, or a line of the log, is seen."""

from __future__ import annotations

import hashlib
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from lookthrough.errors import InputError, NotFoundError, StateError
from lookthrough.evidence.capture import Captures
from lookthrough.evidence.custody import HEAD_NAME, LOG_NAME, Custody, Entry, Head

TIME = "2026-01-02T10:00:00+00:00"


def kept(home: Path, *documents: bytes) -> Captures:
    store = Captures(home)
    for number, data in enumerate(documents):
        store.keep(data, name=f"{number}.txt", media_type="text/plain", time=TIME, by="a test")
    return store


def test_bytes_come_back_as_they_were_given(tmp_path: Path) -> None:
    store = Captures(tmp_path)
    capture = store.keep(b"\x00\xffdata\r\n", name="a", media_type="text/plain", time=TIME)
    assert store.data(capture.sha256) == b"\x00\xffdata\r\n"
    assert capture.captured == TIME
    assert store.verify() == ()


def test_the_same_bytes_are_stored_once_and_logged_twice(tmp_path: Path) -> None:
    store = kept(tmp_path, b"one", b"one")
    assert len(store.stored()) == 1
    assert [e.action for e in store.history(store.stored()[0])] == ["captured", "captured again"]


def test_each_line_names_the_hash_of_the_line_before(tmp_path: Path) -> None:
    entries = list(kept(tmp_path, b"one", b"two").custody.entries())
    assert entries[0].previous == "0" * 64
    assert entries[1].previous != entries[0].previous
    assert kept(tmp_path).custody.head_hash() == hashlib.sha256(entries[1].line()).hexdigest(), "what to keep elsewhere"


def test_every_changed_byte_of_the_store_is_seen(tmp_path: Path) -> None:
    store = kept(tmp_path, b"first document", b"second document", b"third")
    files = [store.path(sha) for sha in store.stored()] + [store.folder / LOG_NAME, store.folder / HEAD_NAME]
    chance = random.Random(1)  # noqa: S311
    for file in files:
        whole = file.read_bytes()
        for place in range(0, len(whole), 7):
            changed = bytearray(whole)
            changed[place] ^= chance.randrange(1, 256)
            file.write_bytes(bytes(changed))
            assert store.verify(), f"byte {place} of {file.name}"
        file.write_bytes(whole)
    assert store.verify() == ()


@pytest.mark.parametrize(
    ("what", "change"),
    [
        ("the first line is removed", lambda lines: lines[1:]),
        ("a middle line is removed", lambda lines: [lines[0], *lines[2:]]),
        ("the last line is removed", lambda lines: lines[:-1]),
        ("two lines change places", lambda lines: [lines[1], lines[0], *lines[2:]]),
        ("a line stands twice", lambda lines: [*lines, lines[-1]]),
        ("the log is emptied", lambda _: []),
        ("an empty line is added", lambda lines: [*lines, b"\n"]),
        ("the last line loses its end", lambda lines: [*lines[:-1], lines[-1][:-1]]),
    ],
)
def test_a_log_that_was_touched_is_seen(
    tmp_path: Path, what: str, change: Callable[[list[bytes]], list[bytes]]
) -> None:
    store = kept(tmp_path, b"one", b"two", b"three", b"four")
    lines = store.custody.log.read_bytes().splitlines(keepends=True)
    store.custody.log.write_bytes(b"".join(change(lines)))
    assert store.verify(), what


def test_a_missing_an_added_and_an_unlogged_document_are_seen(tmp_path: Path) -> None:
    store = kept(tmp_path, b"one", b"two")
    store.path(store.stored()[0]).unlink()
    other = Captures(tmp_path / "other")
    path = other.path("ab" * 32)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"x")
    assert any("missing" in fault.says for fault in store.verify())
    assert {fault.says for fault in other.verify()} == {"'?' was changed"}


def test_a_line_that_a_killed_writer_left_half_is_cut_off_and_a_whole_one_is_taken_over(tmp_path: Path) -> None:
    store = kept(tmp_path, b"one", b"two")
    log, head = store.custody.log, store.folder / HEAD_NAME
    before = head.read_bytes()
    store.keep(b"three", name="3", media_type="text/plain", time=TIME)
    head.write_bytes(before)  # killed between line and head
    assert store.verify() == ()
    store.keep(b"four", name="4", media_type="text/plain", time=TIME)
    assert store.verify() == ()
    with log.open("ab") as stream:
        stream.write(b'{"time":"2026')  # killed within a line
    store.keep(b"five", name="5", media_type="text/plain", time=TIME)
    assert store.verify() == ()
    assert len(list(store.custody.entries())) == 5


def test_two_writers_killed_in_turn_leave_one_uncounted_line_at_most(tmp_path: Path) -> None:
    store = kept(tmp_path, b"one")
    head = store.folder / HEAD_NAME
    before = head.read_bytes()
    store.keep(b"two", name="2", media_type="text/plain", time=TIME)
    head.write_bytes(before)  # the first is killed between line and head
    after_taking_over: list[bytes] = []
    write = Custody._write_head

    def killed_at_its_own_head(custody: Custody, new: Head) -> None:
        if after_taking_over:
            raise KeyboardInterrupt
        write(custody, new)
        after_taking_over.append(head.read_bytes())

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Custody, "_write_head", killed_at_its_own_head)
        with pytest.raises(KeyboardInterrupt):
            store.keep(b"three", name="3", media_type="text/plain", time=TIME)
    assert store.verify() == ()
    store.keep(b"four", name="4", media_type="text/plain", time=TIME)
    assert store.verify() == ()
    assert len(list(store.custody.entries())) == 4


@pytest.mark.parametrize(
    ("cut", "left", "because"),
    [(0, 4, "all lines were written, and only the head was not"), (9, 1, "the last of three lines is not whole")],
)
def test_lines_written_at_once_by_a_killed_writer_are_taken_over_or_cut_off_together(
    tmp_path: Path, cut: int, left: int, because: str
) -> None:
    store = kept(tmp_path, b"one")
    log = store.custody.log

    def killed(custody: Custody, new: Head) -> None:
        log.write_bytes(log.read_bytes()[: -cut or None])
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Custody, "_write_head", killed)
        with pytest.raises(KeyboardInterrupt):
            store.custody.add_all([Entry(TIME, "read", f"{n}" * 64, "", "", "", "") for n in range(3)])
    assert cut or store.verify() == (), because
    store.custody.add(time=TIME, action="read", sha256="9" * 64)
    assert store.verify() == ()
    assert len(list(store.custody.entries())) == left + 1, because


def test_lines_that_nobody_foretold_are_an_addition(tmp_path: Path) -> None:
    store = kept(tmp_path, b"one")
    head = (store.folder / HEAD_NAME).read_bytes()
    store.custody.add_all([Entry(TIME, "read", f"{n}" * 64, "", "", "", "") for n in range(3)])
    (store.folder / HEAD_NAME).write_bytes(head)
    assert any("behind the log's end" in fault.says for fault in store.verify())
    with pytest.raises(StateError, match="lines were added"):
        store.custody.add(time=TIME, action="read", sha256="9" * 64)


def test_nothing_is_added_to_a_log_that_was_cut(tmp_path: Path) -> None:
    store = kept(tmp_path, b"one", b"two")
    lines = store.custody.log.read_bytes().splitlines(keepends=True)
    store.custody.log.write_bytes(lines[0])
    with pytest.raises(StateError, match="does not end as it was written"):
        store.keep(b"three", name="3", media_type="text/plain", time=TIME)


_WRITER = """
import sys
from pathlib import Path
from lookthrough.evidence.capture import Captures
for number in range(10):
    data = f"{sys.argv[2]} {number}".encode()
    Captures(Path(sys.argv[1])).keep(data, name="x", media_type="text/plain", time="2026-01-02T10:00:00+00:00")
"""


def test_two_writers_make_one_chain(tmp_path: Path) -> None:
    writers = [subprocess.Popen([sys.executable, "-c", _WRITER, str(tmp_path), str(n)]) for n in range(2)]  # noqa: S603
    assert [writer.wait() for writer in writers] == [0, 0]
    store = Captures(tmp_path)
    assert store.verify() == ()
    assert len(store.stored()) == len(list(store.custody.entries())) == 20


def test_changed_bytes_are_not_given_out(tmp_path: Path) -> None:
    store = kept(tmp_path, b"one")
    (sha256,) = store.stored()
    store.path(sha256).write_bytes(b"two")
    with pytest.raises(StateError, match="was changed"):
        store.data(sha256)
    with pytest.raises(NotFoundError):
        store.data("0" * 64)
    with pytest.raises(InputError):
        store.data("../../etc/passwd")


def test_a_name_cannot_break_a_line(tmp_path: Path) -> None:
    store = Captures(tmp_path)
    store.keep(b"one", name='a\n{"time":"x"}\u2028\ud800', media_type="text/plain", time=TIME)
    assert store.verify() == ()
    assert len(list(store.custody.entries())) == 1
