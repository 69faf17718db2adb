"""Answers under a code that was split, or merged with one that has none: they wait beside today's codes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from gcm_desktop.app import cataloguing, display
from gcm_desktop.app.desk import Desk
from gcm_desktop.domain.catalogue import Catalogue, CrosswalkLine, Fate
from gcm_desktop.domain.cells import CellKind, parse_cell
from gcm_desktop.domain.periods import parse_period
from gcm_desktop.domain.units import ReturnKey, return_of
from gcm_desktop.domain.values import Value
from gcm_desktop.i18n import Words, mark

_SAID: Final = {
    Fate.SPLIT: mark("{period}: {value} for {code}, asked until version {version}; not yet split."),
    Fate.MERGED: mark("{period}: {value} for {code}, asked until version {version}; not yet merged."),
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """One answer that today's codes cannot take in."""

    key: ReturnKey
    cell: str
    value: Value
    line: CrosswalkLine


def waiting(desk: Desk, key: ReturnKey, cell: str) -> tuple[Waiting, ...]:
    """Give what waits under the older codes of a cell, in this period and the one before."""
    code = parse_cell(cell)
    if code.kind is not CellKind.INDICATOR:
        return ()
    fates = [line for line in desk.catalogue.crosswalk if line.fate in _SAID and code.indicator in line.new]
    if not fates:
        return ()
    before = parse_period(key.period).previous
    keys = (key, return_of(key.unit, before.text)) if before is not None else (key,)
    return tuple(
        Waiting(each, older, values[older], line)
        for each in keys
        for values in (desk.file.cells(each),)
        for line in fates
        for older in (str(replace(code, indicator=old)) for old in line.old)
        if older in values
    )


def told(words: Words, desk: Desk, one: Waiting) -> str:
    """Say what waits, with the name the code had."""
    code = parse_cell(one.cell).indicator
    version = _last_with(desk, code)
    name = cataloguing.name_of(version, code) if version is not None else None
    value = one.value.text if version is None else display.shown(words, version, one.cell, one.value)
    return words.say(
        _SAID[one.line.fate],
        period=words.period_short(one.key.period),
        value=value,
        code=f"{code} «{name.of(words.code)}»" if name is not None else code,
        version=one.line.since,
    )


def _last_with(desk: Desk, code: str) -> Catalogue | None:
    """Give the last version held here that asked a code."""
    from gcm_desktop.catalogue.crosswalk import order

    versions = (_parsed(content) for content in desk.file.held_versions().values())
    having = [version for version in versions if code in version.indicators]
    return max(having, key=lambda version: order(version.number), default=None)


@lru_cache(maxsize=4)
def _parsed(content: bytes) -> Catalogue:
    from gcm_desktop.catalogue import parse

    return parse(content)
