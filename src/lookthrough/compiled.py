"""Loops over flat arrays as machine code.

A kernel is a plain function over numbers and arrays: it runs as Python as it stands, which is right where there is
little to do, and as machine code where there is much. Both give the same results.
"""

from __future__ import annotations

import dis
import hashlib
from collections.abc import Callable
from enum import EnumMeta
from functools import cache
from types import CodeType, FunctionType, ModuleType
from typing import Any, ParamSpec, TypeVar, cast

import numpy as np

P = ParamSpec("P")
R = TypeVar("R")

#: Modules whose functions are kernels when a kernel calls them.
_OURS = ("lookthrough.",)
#: Raised when kernels are to be compiled otherwise, so that what older versions kept on disk is not used.
_EDITION = b"3"


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
        from numba import njit  # noqa: PLC0415  # takes a moment and memory, so only for much work
    except ImportError:
        return kernel
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
    options |= _counting(lists)
    return _once_a_type(njit(**options)(clone))


def _counting(lists: bool) -> dict[str, bool]:
    """The option of numba to count who holds an array, where this version of numba has it.

    Arrays belong to the caller from Python, and to count their holders takes four times as long as the work; but lists
    that a kernel makes must be given back, by those that it calls as well. The option is not documented. Without it a
    kernel gives the same results, only slower.
    """
    try:
        from numba.core.options import DefaultOptions  # noqa: PLC0415
    except ImportError:
        return {}
    return {"_nrt": lists} if hasattr(DefaultOptions, "_nrt") else {}


def _once_a_type(made: Any) -> Any:
    """A kernel that is compiled once for numbers of a type; numba would do it again for each constant passed to it."""
    from numba import types  # noqa: PLC0415

    compile_for = made.compile
    plain: Any = types.unliteral
    made.compile = lambda given: compile_for(tuple([plain(each) for each in given]))
    return made


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
