"""One reason for many cells: which blank cells it covers, and what is written into them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Final

from gcm_desktop.app.page import PageRow, RowKind
from gcm_desktop.domain.cells import parse_cell
from gcm_desktop.domain.entries import clean
from gcm_desktop.domain.values import BLANK, State, Value

#: The reasons one can give for a cell without a figure.
REASONS: Final = (State.NOT_COLLECTED, State.NOT_AVAILABLE, State.NOT_APPLICABLE)


class Reach(StrEnum):
    """How far a reason reaches around the cell one stands in."""

    CELL = "cell"
    TABLE = "table"
    INDICATOR = "indicator"
    GOAL = "goal"


def covered(rows: Sequence[PageRow], cell: str, reach: Reach) -> tuple[str, ...]:
    """Give the cells of a page that a reason covers, in page order."""
    if reach is Reach.CELL:
        return (cell,) if cell else ()
    asked = [row for row in rows if row.asked and row.kind is not RowKind.OPEN]
    if reach is Reach.GOAL:
        return _cells(asked)
    if not cell:
        return ()
    here = parse_cell(cell)
    own = [row for row in asked if row.indicator == here.indicator]
    if reach is Reach.INDICATOR:
        return _cells(own)
    if not here.breakdown:
        return ()
    dim = here.breakdown[0][0]
    return tuple(code for code in _cells(own) if _is_in_table(code, dim, here.part))


def _cells(rows: Iterable[PageRow]) -> tuple[str, ...]:
    return tuple(cell for row in rows if not row.computed for cell in row.cells if cell)


def _is_in_table(cell: str, dim: str, part: str) -> bool:
    code = parse_cell(cell)
    return code.part == part and bool(code.breakdown) and code.breakdown[0][0] == dim


def reasoned(
    values: Mapping[str, Value],
    cells: Iterable[str],
    reason: State,
    note: str = "",
    closed: Collection[str] = (),
) -> dict[str, Value]:
    """Give what a reason writes: blank cells alone, their own notes kept; ``closed`` cells wait."""
    text = clean(note)
    made = {}
    for cell in cells:
        held = values.get(cell, BLANK)
        if held.state is State.BLANK and cell not in closed:
            made[cell] = replace(BLANK, state=reason, note=held.note or text, source=held.source)
    return made
