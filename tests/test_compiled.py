"""A kernel gives the same as Python and as machine code, and code that is out of date is never used."""

from __future__ import annotations

import importlib
import sys
import textwrap

import numpy as np
import pytest

from lookthrough import compiled

KERNEL = """
    import numpy as np
    from enum import IntEnum
    import lookthrough.errors as errors

    class Tag(IntEnum):
        CORE = {tag}

    FACTOR = {factor}
    TABLE = np.array([{table}], dtype=np.int64)

    def inner(number, factor=FACTOR):
        return number * factor + TABLE[0] + Tag.CORE

    def outer(numbers):
        total = 0
        for number in numbers:
            total += inner(number)
        return total

    def with_constants():
        return inner(1, 2) + inner(3, 4)

    def through_a_module(number):
        return number if errors else 0
"""


@pytest.fixture
def module(tmp_path, monkeypatch):
    """Writes a module of kernels that counts as ours, and imports it."""
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(compiled, "_OURS", ("lookthrough.", "kernels"))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)  # a file of the same size and second would be taken for it

    def write(**constants):
        sys.modules.pop("kernels", None)
        text = textwrap.dedent(KERNEL).format(**{"tag": 1, "factor": 2, "table": 3} | constants)
        (tmp_path / "kernels.py").write_text(text, encoding="utf-8")
        importlib.invalidate_caches()
        return importlib.import_module("kernels")

    yield write
    sys.modules.pop("kernels", None)


def test_machine_code_gives_what_python_gives(module):
    kernels, numbers = module(), np.arange(5)
    assert kernels.outer(numbers) == compiled.machine_code(kernels.outer)(numbers) == 2 * 10 + 4 * 5


@pytest.mark.parametrize("change", [{"tag": 9}, {"factor": 9}, {"table": 9}])
def test_a_constant_that_changed_anywhere_makes_other_code(module, change):
    before = compiled._digest(module().outer)
    assert before == compiled._digest(module().outer)
    assert before != compiled._digest(module(**change).outer)


def test_a_kernel_may_not_hide_its_constants_in_a_module(module):
    with pytest.raises(TypeError, match="by name"):
        compiled._digest(module().through_a_module)


def test_arrays_are_given_back(module):
    """Because kernels do not count who holds an array, nothing may hold one longer than its caller."""
    kernels, numbers = module(), np.arange(5)
    fast = compiled.machine_code(kernels.outer)
    fast(numbers)
    before = sys.getrefcount(numbers)
    for _ in range(100):
        fast(numbers)
    assert sys.getrefcount(numbers) == before


def test_a_kernel_runs_after_the_compilers_pages_were_given_back(module):
    """Because they are needed no more once a kernel is loaded, and the next kernel has them read again."""
    kernels, numbers = module(factor=6), np.arange(5)
    fast = compiled.machine_code(kernels.outer)
    before = fast(numbers)
    compiled._give_back_pages()
    assert fast(numbers) == before
    assert compiled.machine_code(kernels.with_constants)() == kernels.with_constants()


def test_a_constant_does_not_compile_a_kernel_again(module):
    """Because numba would compile a kernel once for each constant passed to it, which takes seconds."""
    kernels = module()
    assert compiled.machine_code(kernels.with_constants)() == kernels.with_constants() == 22
    assert len(compiled._compile(kernels.inner, inner=True, lists=False).signatures) == 1


@pytest.mark.parametrize("name", ["_nrt", "forceinline"])
def test_another_numba_without_an_option_gives_the_same_results(module, monkeypatch, name):
    """Because options that are not documented may go with any version."""
    options = pytest.importorskip("numba.core.options")
    monkeypatch.delattr(options.DefaultOptions, name)
    compiled._compile.cache_clear()
    kernels, numbers = module(factor=7), np.arange(5)
    assert name not in compiled._undocumented(lists=False, inner=True)
    assert compiled.machine_code(kernels.outer)(numbers) == kernels.outer(numbers)
    compiled._compile.cache_clear()


def test_without_numba_a_kernel_runs_as_python(module, monkeypatch):
    monkeypatch.setitem(sys.modules, "numba", None)
    compiled._compile.cache_clear()
    kernels = module(factor=8)
    assert compiled.machine_code(kernels.outer) is kernels.outer
    compiled._compile.cache_clear()
