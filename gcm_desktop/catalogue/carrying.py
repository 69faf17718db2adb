"""Shows values entered under older codes under today's; nothing stored is ever changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from gcm_desktop.catalogue.crosswalk import order
from gcm_desktop.domain.catalogue import CrosswalkLine, Fate
from gcm_desktop.domain.cells import UNKNOWN, CellKind, parse_cell
from gcm_desktop.domain.numbers import canonical
from gcm_desktop.domain.values import Precision, State, Value

_DECIMALS = 12


def carried(lines: Iterable[CrosswalkLine], values: Mapping[str, Value]) -> dict[str, Value]:
    """Give values as today's codes read them; a value set under today's code always holds.

    An entry of a list that cannot be told any more counts as unknown, so that the parts keep their sum.
    An indicator that was split, or merged with one that has no value, stays under its old code.
    """
    now = dict(values)
    for line in sorted(lines, key=lambda line: order(line.since)):
        if line.fate is Fate.RENAMED:
            now = _renamed(now, line.old[0], line.new[0])
        elif line.fate is Fate.MERGED:
            now = _merged(now, line)
        elif line.fate is Fate.SPLIT:
            now = _unsplit(now, line.old)
    return now


def moves(lines: Iterable[CrosswalkLine]) -> bool:
    """Say whether any value may stand under another code than it was set under."""
    return any(line.fate in (Fate.RENAMED, Fate.MERGED, Fate.SPLIT) for line in lines)


def became(lines: Iterable[CrosswalkLine], cell: str) -> str:
    """Give the cell whose value today takes in what was set in this one; itself when nothing does."""
    for line in sorted(lines, key=lambda line: order(line.since)):
        for old in line.old:
            codelist, equals, _ = old.partition("=")
            if line.fate in (Fate.RENAMED, Fate.MERGED):
                cell = _target(cell, old, line.new[0]) or cell
            elif line.fate is Fate.SPLIT and equals:
                cell = _target(cell, old, f"{codelist}={UNKNOWN}") or cell
    return cell


def renaming(lines: Iterable[CrosswalkLine]) -> Callable[[str], str] | None:
    """Give what names a cell by today's code where its own was only renamed; nothing when none was.

    A renamed cell is the same cell: what was set under either code speaks of it.
    """
    in_order = sorted(lines, key=lambda line: order(line.since))
    renamed = [(line.old[0], line.new[0]) for line in in_order if line.fate is Fate.RENAMED]
    if not renamed:
        return None

    @lru_cache(maxsize=1 << 16)
    def named(cell: str) -> str:
        for old, new in renamed:
            if old in cell or cell[0] == "R":
                cell = _target(cell, old, new) or cell
        return cell

    return named


def holds(cell: str, code: str) -> bool:
    """Say whether a cell belongs to a code: an indicator, an entry of a list or a field of a register."""
    return bool(_target(cell, code, code))


def forebears(lines: Iterable[CrosswalkLine], code: str) -> tuple[str, ...]:
    """Give the codes whose values may stand under this one today, itself among them."""
    found = {code}
    in_order = sorted(lines, key=lambda line: order(line.since))
    for line in in_order[::-1]:
        if found & set(line.new):
            found |= set(line.old)
    return tuple(sorted(found))


def _renamed(values: Mapping[str, Value], old: str, new: str) -> dict[str, Value]:
    moved = {target: value for cell, value in values.items() if (target := _target(cell, old, new))}
    stay = {cell: value for cell, value in values.items() if not _target(cell, old, new)}
    return moved | stay


def _merged(values: Mapping[str, Value], line: CrosswalkLine) -> dict[str, Value]:
    groups: dict[str, dict[str, str]] = {}
    for cell in values:
        for old in line.old:
            if target := _target(cell, old, line.new[0]):
                groups.setdefault(target, {})[old] = cell
    now = dict(values)
    for target, cells in groups.items():
        whole = len(cells) == len(line.old) and _count(values, cells.values())
        if whole and target not in values:
            now[target] = _sum([now.pop(cell) for cell in cells.values()])
    return _unsplit(now, line.old)


def _unsplit(values: Mapping[str, Value], codes: Iterable[str]) -> dict[str, Value]:
    """Count entries of a list that are no more as unknown."""
    now = dict(values)
    for code in codes:
        codelist, equals, _ = code.partition("=")
        for cell in list(now) if equals else ():
            target = _target(cell, code, f"{codelist}={UNKNOWN}")
            if target and _count(now, (cell, *({target} & now.keys()))):
                parts = [now.pop(cell), *([now[target]] if target in now else [])]
                now[target] = _sum(parts)
    return now


def _target(cell: str, old: str, new: str) -> str:
    """Give the cell with a code in the place of another; nothing when it does not hold that code."""
    if old not in cell and "." not in old:
        return ""
    code = parse_cell(cell)
    if code.kind is CellKind.REGISTER:
        register, _, field = new.partition(".")
        same = f"{code.register}.{code.field}" == old
        return str(replace(code, register=register, field=field)) if same else ""
    if code.indicator == old:
        return str(replace(code, indicator=new))
    pairs = tuple(f"{dim}={entry}" for dim, entry in code.breakdown)
    if old not in pairs:
        return ""
    changed = [(new if pair == old else pair).split("=") for pair in pairs]
    return str(replace(code, breakdown=tuple((dim, entry) for dim, entry in changed)))


def _count(values: Mapping[str, Value], cells: Iterable[str]) -> bool:
    """Say whether all cells hold numbers."""
    return all(values[cell].state is State.VALUE and _is_number(values[cell].text) for cell in cells)


def _is_number(text: str) -> bool:
    return text.removeprefix("-").replace(".", "", 1).isdecimal()


def _sum(parts: list[Value]) -> Value:
    if len(parts) == 1:
        return parts[0]
    total = sum((Decimal(part.text) for part in parts), Decimal())
    exact = all(part.precision is Precision.EXACT for part in parts)
    return Value(State.VALUE, canonical(total, _DECIMALS), Precision.EXACT if exact else Precision.ABOUT)
