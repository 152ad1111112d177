"""The registers of owners that a question is asked of: a user's own files of links, each a register of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from lookthrough.dataset.register_file import write_register
from lookthrough.errors import InputError, Issues
from lookthrough.model.register import Edition, Register
from lookthrough.registers.registry import edition_of, format_of, register_id


def own_registers(files: Iterable[Path], issues: Issues) -> tuple[Register, ...]:
    """Read a user's files of links.

    Args:
        files: in any format of a register that is known; each is recognised by its content.
        issues: takes what cannot be read.

    Raises:
        InputError: if there is no such file, or it is in no known format.
    """
    found = []
    for file in files:
        if not file.is_file():
            said = f"{file} is a folder, not a file" if file.is_dir() else f"there is no file {file}"
            raise InputError(said, hint="check the path behind --links")
        module = format_of(file)
        register = register_id(file, module)
        day, content = edition_of(module, file) or "", hashlib.sha256(file.read_bytes()).hexdigest()[:16]
        edition = Edition(register, f"{module.TITLE} {file.name}", day, (file.name,), content)
        found.append(write_register(None, [(file.name, module.read(file, register, issues))], edition))
    return tuple(found)
