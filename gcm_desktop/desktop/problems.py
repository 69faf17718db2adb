"""Finds the next cell that needs a person: a finding, something unread, a conflict, or a blank."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from gcm_desktop.desktop.open_return import OpenReturn
from gcm_desktop.domain.cells import CellKind, parse_cell
from gcm_desktop.domain.values import State
from gcm_desktop.errors import Severity

if TYPE_CHECKING:
    from gcm_desktop.desktop.main_window import MainWindow


def problem_cells(sheet: OpenReturn) -> set[str]:
    """Give the cells that ask for something; what is only blank is not among them."""
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
    """Give the next problem after ``here`` in the order of the pages, and after the last one the first."""
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
    in_order = sorted((place(cell), cell) for cell in cells)
    following = [cell for where, cell in in_order if where > after]
    return (following or [cell for _, cell in in_order] or [""])[0]


def go_to_problem(window: MainWindow) -> None:
    """Go to the next problem below, then to the goals after it, then from the beginning."""
    sheet, say = window.sheet, window.words.say
    sheet.check()
    here = _here(window)
    cell = next_problem(sheet, window.goals(), here)
    if not cell:
        window.foot.said.setText(say("Nothing to mend in what is filled"))
        return
    window.go_to(cell)
    if cell == here:
        window.foot.said.setText(say("This is the only one."))
    elif "." in here and next_problem(sheet, window.goals(), "") == cell:
        window.foot.said.setText(say("From the beginning."))
    else:
        window.foot.said.clear()


def _here(window: MainWindow) -> str:
    """Give the cell with the keyboard, or the goal."""
    goal = f"G{window.page.goal:02d}"
    if window.page.tab == "narrative":
        focus = QApplication.focusWidget()
        for section, field in window.page.narrative.fields.items():
            if field.edit is focus:
                return f"N{window.page.goal:02d}.{section}"
    return window.grid.current_code() or goal


def go_to_blank(window: MainWindow) -> None:
    """Go to the next blank cell of the page, then of the goals after it, then from the beginning."""
    sheet, goals = window.sheet, window.goals()
    if window.page.tab != "indicators":
        window.show_tab("indicators")
    window.foot.said.clear()
    if window.grid.next_empty():
        return
    place = goals.index(window.page.goal)
    for goal in (*goals[place + 1 :], *goals[: place + 1]):
        count = sheet.counts.get(goal)
        if count is not None and count.filled < count.expected:
            window.show_goal(goal)
            cells = window.grid.page.cells()
            cell = next((cell for cell in cells if sheet.value(cell).state is State.BLANK), "")
            if cell:
                window.grid.go_to(cell)
                return
    window.foot.said.setText(window.words.say("Nothing asked is blank any more."))
