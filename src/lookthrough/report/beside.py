"""What stands beside the lists in a question: registers of owners, the user's own rules, the grounds asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TypedDict

from lookthrough.errors import InputError, Issues
from lookthrough.model.register import Register
from lookthrough.report.question import Question
from lookthrough.rules.grounds import checked
from lookthrough.rules.own_rules import parse_own_law

FOLDER = "rules"
"""Where a home folder keeps the user's own rules: every file in it that ends with .toml."""


class Beside(TypedDict, total=False):
    """What a question may be given beside the lists; every verb that asks them takes these.

    Attributes:
        links: files of owners and what they own, in any format of a register, beside the registers that are loaded.
        rules: files of the user's own rules and settled doubts, beside those in the home folder's `rules`.
        decisions: tables of which register party is which entry, beside those in the home folder's `decisions`.
        grounds: tell listings made on these grounds apart from the others, e.g. "human_rights"; none is left out.
    """

    links: Iterable[str | Path]
    rules: Iterable[str | Path]
    decisions: Iterable[str | Path]
    grounds: Iterable[str]


def put_beside(question: Question, home: Path, loaded: Iterable[Register], issues: Issues, beside: Beside) -> Question:
    """The question with registers of owners, the user's own law, and the grounds asked for.

    Args:
        question: what is asked of the lists.
        home: its folder `rules` is read.
        loaded: the registers that are loaded there.
        issues: takes what cannot be read in files of links.
        beside: what the caller gave.

    Raises:
        InputError: if a file cannot be read or is wrong, or a ground is not known.
    """
    question = with_own_law(question, home, map(Path, beside.get("rules", ())))
    claimed = question.accepted.owning() if question.accepted else None
    registers = (*loaded, claimed) if claimed else loaded
    question = with_links(question, registers, map(Path, beside.get("links", ())), issues)
    decisions = [Path(each) for each in beside.get("decisions", ())]
    if question.registers or decisions or (home / "decisions").is_dir():
        from lookthrough.report.decided import with_decisions  # noqa: PLC0415 - as in screening

        question = with_decisions(question, home, decisions, issues)
    return with_grounds(question, beside.get("grounds", ()))


def with_own_law(question: Question, home: Path, files: Iterable[Path] = ()) -> Question:
    """The question with the user's own rules and settled doubts; they are part of its settings digest.

    Args:
        question: what is asked.
        home: its folder `rules` is read.
        files: more files.

    Raises:
        InputError: if a file cannot be read or is wrong; with the file, the key and a hint.
    """
    texts = own_texts(home, files)
    if not texts:
        return question
    return replace(
        question,
        own=parse_own_law(texts),
        own_files=tuple(texts),
        settings_digest=hashlib.sha256(repr((question.settings_digest, texts)).encode()).hexdigest()[:12],
    )


def own_texts(home: Path, files: Iterable[Path] = ()) -> dict[str, str]:
    """Per file name the text of the user's own rules.

    Raises:
        InputError: if a file cannot be read, or two have one name.
    """
    folder = home / FOLDER
    found: dict[str, str] = {}
    for file in (*sorted(folder.glob("*.toml")), *files):
        if file.name in found:
            raise InputError(f"two files of rules are called {file.name}", hint="the name is the rule's id: rename one")
        try:
            found[file.name] = file.read_text(encoding="utf-8")
        except OSError as error:
            raise InputError(f"cannot read the rules in {file}: {error.strerror}", hint="check the path") from None
        except UnicodeDecodeError:
            raise InputError(f"the rules in {file} are not UTF-8 text", hint="save the file as UTF-8") from None
    return found


def with_links(question: Question, loaded: Iterable[Register], links: Iterable[Path], issues: Issues) -> Question:
    """The question with the registers that it is asked of: those that are loaded, and the user's own files of links.

    Raises:
        InputError: if a file is missing or in no known format.
    """
    files = tuple(links)
    if not files:
        return replace(question, registers=tuple(loaded))
    from lookthrough.report.registers_used import own_registers  # noqa: PLC0415 - as in screening

    return replace(question, registers=(*loaded, *own_registers(files, issues)))


def with_grounds(question: Question, grounds: Iterable[str]) -> Question:
    """The question narrowed to listings made on some grounds; nothing is dropped, three parts are told apart.

    Raises:
        InputError: if a ground is not known.
    """
    wanted = tuple(grounds)
    return replace(question, grounds=checked(wanted)) if wanted else question
