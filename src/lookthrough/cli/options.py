"""Options that mean the same in every command."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Home = Annotated[
    str | None, typer.Option(help="Folder with editions, snapshots and indexes [default: $LOOKTHROUGH_HOME]")
]
AsOf = Annotated[str | None, typer.Option(help="The day the question is asked for, YYYY-MM-DD [default: today]")]
KnownOn = Annotated[str | None, typer.Option(help="Use only what had been read by this day, YYYY-MM-DD")]
Lists = Annotated[
    str | None, typer.Option(help="Only these lists, separated by commas, e.g. us_bis_entity_list,us_ofac_sdn")
]
Format = Annotated[
    str | None,
    typer.Option("--format", help="table, json, jsonl, csv, xlsx or html [default: by the ending of -o, else table]"),
]
Output = Annotated[Path | None, typer.Option("-o", "--output", help="Write the result to this file")]
Threshold = Annotated[
    str | None,
    typer.Option(
        help="The alert line: a score from 0 to 1, strict, default or wide; list by list: wide,us_ofac_sdn=0.9 "
        "[default: $LOOKTHROUGH_THRESHOLD, else the documented one]"
    ),
]
Accept = Annotated[
    bool, typer.Option("--accept-shrink", help="Believe an edition that is much smaller than the last one")
]
Links = Annotated[
    list[Path] | None,
    typer.Option("--links", help="A file of owners and what they own, in any format of a register; may be repeated"),
]
Rules = Annotated[
    list[Path] | None,
    typer.Option("--rules", help="A TOML file of your own rules or settled doubts; may be repeated"),
]
Decisions = Annotated[
    list[Path] | None,
    typer.Option("--decisions", help="A table of which register party is which list entry; may be repeated"),
]
Proposals = Annotated[
    Path | None,
    typer.Option("--proposals", help="Write the pairs that nobody has decided yet to this file, to be filled in"),
]
Grounds = Annotated[
    str | None,
    typer.Option(help="Tell listings made on these grounds apart, e.g. human_rights,surveillance; none is left out"),
]
