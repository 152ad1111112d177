"""Loops over flat arrays as machine code.

A kernel is a plain function over numbers and arrays: it runs as Python as it stands, which is right where there is
little to do, and as machine code where there is much. Both give the same results.
"""

from __future__ import annotations

import ctypes
import dis
import hashlib
import mmap
from collections.abc import Callable
from contextlib import suppress
from enum import EnumMeta
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any, ParamSpec, TypeVar, cast

import numpy as np

P = ParamSpec("P")
R = TypeVar("R")

#: Modules whose functions are kernels when a kernel calls them.
_OURS = ("lookthrough.",)
#: The file of the compiler itself, 180 MB.
_COMPILER = "libllvmlite"
#: Raised when kernels are to be compiled otherwise, so that what older versions kept on disk is not used.
_EDITION = b"4"


def machine_code(kernel: Callable[P, R]) -> Callable[P, R]:
    """A kernel, and every function of ours that it calls, as machine code.

    It is compiled when it is first called with arguments of some types, which takes seconds, and kept on disk beside
    the module or in the user's cache folder, from where later processes load it in milliseconds. What was compiled
    from other code or other constants is never used.

    Args:
        kernel: a function of a module that numba can compile; it may call others of the kind, and use constants.

    Returns:
        The kernel itself where numba cannot be imported.
    """
    return cast(Callable[P, R], _compile(kernel, inner=False, lists=False))


@cache
def _compile(kernel: Any, *, inner: bool, lists: bool) -> Any:
    try:
        from numba import njit  # noqa: PLC0415 - takes a moment and memory, so only for much work
    except ImportError:
        return kernel
    _start_compiler()
    seen = {name: kernel.__globals__[name] for name in _names(kernel.__code__) if name in kernel.__globals__}
    lists = lists or _makes_lists(kernel.__code__)
    called = {name: _compile(value, inner=True, lists=lists) for name, value in seen.items() if _is_kernel(value)}
    clone = FunctionType(kernel.__code__, kernel.__globals__ | called, kernel.__name__, kernel.__defaults__)
    clone.__kwdefaults__ = kernel.__kwdefaults__
    # numba keeps machine code by name and looks for changes in one file only, so the name tells all that went in
    clone.__qualname__ = f"{kernel.__qualname__}_{_digest(kernel)}"
    clone.__module__ = kernel.__module__
    # what only kernels call needs no way in from Python and is part of its caller's code on disk: half the time
    options: dict[str, Any] = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True} if inner else {"cache": True}
    options["nogil"] = True
    options |= _undocumented(lists, inner=inner)
    return _once_a_type(njit(**options)(clone), inner=inner)


def _undocumented(lists: bool, *, inner: bool) -> dict[str, bool]:
    """Options of numba that are not documented, where this version of numba has them; without them all is but slower.

    Who holds an array need not be counted, which takes four times as long as the work: arrays belong to the caller
    from Python. Only lists that a kernel makes must be given back, by those that it calls as well.

    And what a kernel calls is written into it: a call hands over each number of each array of each tuple, hundreds,
    and a search that makes thousands of such calls takes twice as long.
    """
    try:
        from numba.core.options import DefaultOptions  # noqa: PLC0415
    except ImportError:
        return {}
    wanted = {"_nrt": lists, "forceinline": inner}
    return {name: value for name, value in wanted.items() if hasattr(DefaultOptions, name)}


def _once_a_type(made: Any, *, inner: bool) -> Any:
    """A kernel that is compiled once for numbers of a type; numba would do it again for each constant passed to it."""
    from numba import types  # noqa: PLC0415

    compile_for = made.compile
    plain: Any = types.unliteral

    def compiled(given: Any) -> Any:
        found = compile_for(tuple([plain(each) for each in given]))
        if not inner:
            _give_back_pages()
        return found

    made.compile = compiled
    return made


@cache
def _start_compiler() -> None:
    """Start it in two steps, so that pages of the first are given back before the second needs its own."""
    _give_back_pages()
    with suppress(ImportError, AttributeError):  # not documented; a kernel that is loaded does the same, all at once
        from numba.core.registry import cpu_target  # noqa: PLC0415

        cpu_target.target_context.refresh()
        _give_back_pages()


def _give_back_pages() -> None:
    """Give back to the system the pages of the compiler's code; whichever is needed again is read again.

    To start the compiler and to load a kernel touches half of its code, once; to call the kernel none. Only on Linux.
    """
    with suppress(OSError, AttributeError):
        advise, unneeded = ctypes.CDLL(None).madvise, mmap.MADV_DONTNEED
        for line in Path("/proc/self/maps").read_text("utf-8", errors="replace").splitlines():
            span, rights, *_ = line.split()
            if _COMPILER in line and rights == "r-xp":  # code alone: it is never written to
                first, end = (int(address, 16) for address in span.split("-"))
                advise(ctypes.c_void_p(first), ctypes.c_size_t(end - first), unneeded)


def _is_kernel(value: object) -> bool:
    return isinstance(value, FunctionType) and value.__module__.startswith(_OURS)


def _digest(kernel: FunctionType) -> str:
    """A hash of a kernel's code, of the constants that it uses, and of the kernels that it calls."""
    told = hashlib.blake2b(_EDITION + _code(kernel.__code__), digest_size=8)
    told.update(repr((kernel.__defaults__, kernel.__kwdefaults__)).encode())
    for name in sorted(_names(kernel.__code__) & kernel.__globals__.keys()):
        told.update(name.encode() + _told(kernel.__globals__[name]))
    return told.hexdigest()


def _told(value: Any) -> bytes:
    if _is_kernel(value):
        return _digest(value).encode()
    if isinstance(value, ModuleType) and value.__name__.startswith(_OURS):
        raise TypeError(f"a kernel takes constants and functions by name, not through the module {value.__name__}")
    if isinstance(value, np.ndarray):
        return f"{value.dtype}{value.shape}".encode() + value.tobytes()
    if isinstance(value, EnumMeta):
        return repr(list(value)).encode()
    return b"" if callable(value) or isinstance(value, ModuleType) else repr(value).encode()


def _code(code: CodeType) -> bytes:
    plain = repr([const for const in code.co_consts if not isinstance(const, CodeType)])
    inner = b"".join(_code(const) for const in code.co_consts if isinstance(const, CodeType))
    return code.co_code + repr((code.co_names, code.co_varnames, plain)).encode() + inner


def _makes_lists(code: CodeType) -> bool:
    """Does a kernel make lists, for which memory must be found and given back?"""
    inner = any(_makes_lists(const) for const in code.co_consts if isinstance(const, CodeType))
    return inner or any(each.opname == "BUILD_LIST" for each in dis.get_instructions(code))


def _names(code: CodeType) -> set[str]:
    """Every global name that a piece of code may use."""
    inner = [_names(const) for const in code.co_consts if isinstance(const, CodeType)]
    return set(code.co_names).union(*inner)
