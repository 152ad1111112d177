"""The shelf: every source that there is, by its id."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol, cast

from lookthrough.errors import Issues, NotFoundError, quote
from lookthrough.model.statement import Statement
from lookthrough.sources import (
    ca_sema,
    eu_fsf,
    gb_fcdo,
    gb_ofsi,
    un_sc,
    us_cbp_wro,
    us_dhs_uflpa,
    us_dod_1260h,
    us_ecfr_entity_list,
    us_fcc_covered,
    us_ndaa_889,
    us_ofac_cons,
    us_ofac_sdn,
    us_trade_csl,
)
from lookthrough.sources.base import Passport


class Source(Protocol):
    """What every module on the shelf has."""

    META: Passport

    def edition_of(self, files: Sequence[Path]) -> str | None:
        """The edition's ISO day as the files state it, None when they do not."""

    def parse(self, files: Sequence[Path], issues: Issues) -> Iterator[Statement]:
        """Every statement of an edition."""


SOURCES: tuple[Source, ...] = tuple(
    cast(Source, module)
    for module in (
        *(us_trade_csl, us_ofac_sdn, us_ofac_cons, us_dhs_uflpa, us_cbp_wro, us_dod_1260h, us_fcc_covered, us_ndaa_889),
        *(us_ecfr_entity_list, un_sc, eu_fsf, gb_fcdo, gb_ofsi, ca_sema),
    )
)


def source(source_id: str) -> Source:
    """The source with this id.

    Raises:
        NotFoundError: if there is none; the hint names the nearest, or all.
    """
    known = {module.META.id: module for module in SOURCES}
    found = known.get(source_id)
    if found is None:
        near = difflib.get_close_matches(source_id.lower(), known, n=2, cutoff=0.6)
        near += [id_ for id_, module in known.items() if source_id in module.META.lists and id_ not in near]
        hint = f"did you mean {' or '.join(near)}?" if near else f"the sources are {', '.join(known)}"
        raise NotFoundError(f"there is no source {quote(source_id)}", hint=hint)
    return found


def fillers(name: str) -> list[Source]:
    """The source with this id, else every source that fills the list with this id."""
    filling = [module for module in SOURCES if name in module.META.lists and name != module.META.id]
    return filling if filling and name not in {module.META.id for module in SOURCES} else [source(name)]


def fetched(name: str) -> list[Source]:
    """As `fillers`, without those that have no address where another one has."""
    found = fillers(name)
    return [module for module in found if module.META.data_urls] or found


def only_filler(name: str) -> Source:
    """The source with this id, or the only one that fills the list with this id.

    Raises:
        NotFoundError: if there is none, or several fill the list: then the reader must say whose file it is.
    """
    found = fillers(name)
    if len(found) > 1:
        ids = " or ".join(module.META.id for module in found)
        raise NotFoundError(f"the list {name} is filled by several sources", hint=f"name the source of the file: {ids}")
    return found[0]
