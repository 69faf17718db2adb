"""Reads the catalogue from its files, and writes and reads a whole version as bytes."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from gcm_desktop import assets
from gcm_desktop.catalogue.reading import catalogue_of
from gcm_desktop.catalogue.writing import record_of
from gcm_desktop.domain.catalogue import Catalogue
from gcm_desktop.domain.records import canonical_json, digest

#: Files of one part each; the indicators stand in one file per goal.
_PARTS = ("codelists", "units", "areas", "offices", "registers", "asked", "rules", "countries")


def home() -> Path:
    """Give the folder of the program's own catalogue."""
    return assets.resource("catalogue")


def read_json(path: Path) -> Any:
    """Read one file of the catalogue."""
    return json.loads(path.read_bytes())


def read_record(folder: Path) -> dict[str, Any]:
    """Put the files of a catalogue folder together to the record of a whole version."""
    head = read_json(folder / "catalogue.json")
    goals = read_json(folder / "goals.json")
    record = {"number": head["number"], "narratives": head["narratives"], **goals}
    for part in _PARTS:
        record[part] = read_json(folder / f"{part}.json")
    record["indicators"] = [
        indicator
        for name in head["indicators"]
        for indicator in read_json(folder / "indicators" / f"{name}.json")
    ]
    return record


def sealed(catalogue: Catalogue) -> Catalogue:
    """Give the same version with the digest of its content."""
    return replace(catalogue, digest=digest(record_of(catalogue)))


@lru_cache(maxsize=1)
def load() -> Catalogue:
    """Give the catalogue that comes with the program."""
    return sealed(catalogue_of(read_record(home())))


def dump(catalogue: Catalogue) -> bytes:
    """Give a whole version as canonical JSON, for keeping it in a data file."""
    return canonical_json(record_of(catalogue))


def parse(content: bytes) -> Catalogue:
    """Read what ``dump`` gave; raises KeyError, TypeError or ValueError when it is something else."""
    return sealed(catalogue_of(json.loads(content)))
