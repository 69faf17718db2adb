"""One cell under several names: where codes were renamed, what was set under either is in the same cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias, TypeVar

#: Gives the name a cell has today.
Naming: TypeAlias = Callable[[str], str]
Thing = TypeVar("Thing")


def several_names(cells: Iterable[str], named: Naming) -> dict[str, list[str]]:
    """Give by today's name the cells that stand under several; today's own comes last."""
    groups: dict[str, list[str]] = {}
    for cell in cells:
        groups.setdefault(named(cell), []).append(cell)
    return {
        today: sorted(own, key=lambda cell: (cell == today, cell))
        for today, own in groups.items()
        if len(own) > 1
    }


def alike(cells: Mapping[str, Thing], others: Mapping[str, Thing], named: Naming) -> Mapping[str, Thing]:
    """Give cells by their names of today where the other side has them by another one."""
    met = {named(cell) for cell in others.keys() - cells.keys()}
    return {
        named(cell) if cell not in others and named(cell) in met else cell: thing
        for cell, thing in cells.items()
    }
