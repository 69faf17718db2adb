"""Finds the next cell that needs a person: a finding, something unread, or a conflict."""

from __future__ import annotations

from collections.abc import Sequence

from gcm_desktop.desktop.open_return import OpenReturn
from gcm_desktop.domain.cells import CellKind, parse_cell
from gcm_desktop.domain.values import State
from gcm_desktop.errors import Severity


def problem_cells(sheet: OpenReturn) -> set[str]:
    """Give the cells that ask for something."""
    found = {
        issue.where.cell
        for issues in sheet.findings.values()
        for issue in issues
        if issue.severity in (Severity.ERROR, Severity.WARNING)
        or (issue.severity is Severity.COMMENT and not sheet.value(issue.where.cell).note)
    }
    found |= {cell for cell, value in sheet.values.items() if value.state is State.UNREAD}
    return found | sheet.conflicts


def next_problem(sheet: OpenReturn, goals: Sequence[int], here: str) -> str:
    """Give the next problem after ``here`` in the order of the pages; the last one stops."""
    places = {goal: place for place, goal in enumerate(goals)}
    order = {code: place for place, code in enumerate(sheet.desk.catalogue.indicators)}

    def place(cell: str) -> tuple[int, int, str]:
        code = parse_cell(cell)
        return places.get(code.goal, 0), order.get(code.indicator, len(order)), cell

    if not here:
        after: tuple[int, int, str] = (-1, -1, "")
    elif "." in here:
        after = place(here)
    else:
        after = (places.get(int(here[1:]), 0), -1, "")
    cells = [cell for cell in problem_cells(sheet) if parse_cell(cell).kind is not CellKind.REGISTER]
    following = sorted((where, cell) for cell in cells if (where := place(cell)) > after)
    return following[0][1] if following else ""
