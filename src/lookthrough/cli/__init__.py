"""The command: arguments in, text or files out. Results go to stdout or `-o`, progress and warnings to stderr.

Exit codes: 0 answered, nothing found · 1 answered, something found (`screen`, `portfolio`, `owners`, `validate`) ·
2 the caller's mistake · 3 a list or file could not be read · 4 our own files disagree.

One module a group of verbs: `lists`, `screening`, `owning`, `supplying`, `evidence`, `proving`. Each adds its commands
to `door.app`; `options` holds the options that mean the same everywhere, `answer` brings an answer to a file or a
terminal.
"""

from lookthrough.cli import evidence, lists, owning, proving, screening, supplying  # noqa: F401 - each adds its commands
from lookthrough.cli.door import app, main

__all__ = ["app", "main"]
