"""One frozen `Settings`, and the only reader of the environment.

Every answer carries the digest of the settings that can change it, so that it can be replayed.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import platformdirs

from lookthrough.errors import InputError
from lookthrough.match.alert_line import DEFAULT_LINE, AlertLine, alert_line

#: Where a document of ours may stand in the environment.
VARIABLES = {"home": "LOOKTHROUGH_HOME", "threshold": "LOOKTHROUGH_THRESHOLD"}


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user may set.

    Attributes:
        home: the folder that holds editions, snapshots and indexes.
        threshold: the alert line, for all lists or list by list.
        matches: how many candidates are looked at for each line of a portfolio.
    """

    home: Path
    threshold: AlertLine = DEFAULT_LINE
    matches: int = 50

    @property
    def digest(self) -> str:
        """Twelve hex digits over every setting that can change an answer; the home folder is not one of them."""
        bearing = {name: value for name, value in asdict(self).items() if name != "home"}
        return hashlib.sha256(json.dumps(bearing, sort_keys=True).encode()).hexdigest()[:12]


def read_settings(home: str | Path | None = None, environ: Mapping[str, str] | None = None) -> Settings:
    """The settings in force: what the caller says, then the environment, then the defaults.

    Args:
        home: the folder to work in; None asks `LOOKTHROUGH_HOME`, then the platform's user-data folder.
        environ: the environment; None takes the process's own.

    Raises:
        InputError: if a variable cannot be read.
    """
    env = os.environ if environ is None else environ
    if home is not None and not str(home).strip():
        raise InputError("the home folder has no name", hint="leave --home out for the default, or name a folder")
    folder = home or env.get(VARIABLES["home"]) or platformdirs.user_data_path("lookthrough", appauthor=False)
    return Settings(home=Path(folder).expanduser(), threshold=_threshold(env.get(VARIABLES["threshold"], "")))


def _threshold(text: str) -> AlertLine:
    try:
        return alert_line(text or None)
    except InputError as error:
        raise InputError(f"{VARIABLES['threshold']}: {error.message}", hint=error.hint) from None
