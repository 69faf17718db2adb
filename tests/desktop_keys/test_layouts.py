"""One hand on the keypad, keys found by their places: the same under every layout."""

import pytest

from gcm_desktop.app import people
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.page import goal_page
from gcm_desktop.domain.values import BLANK, State

GOAL = 5


@pytest.fixture
def path(tmp_path):
    person = people.Person("Orazow M.", "baş hünärmen", "12-34-56")
    people.save_person(person)
    people.set_preference("language", "tk")
    path = tmp_path / "Mary welaýaty.gcm"
    Desk.create(path, "TM-M", "2026-Q3", language="tk", maker=people.maker(person)).close()
    return path


def column(path):
    """Give the cells Enter goes through on the page, and how many goals lie before it."""
    with Desk.open(path, view_only=True) as desk:
        key = desk.key()
        rows = goal_page(desk.catalogue, GOAL, desk.asked_codes(key), {}, {}).rows
        order = [goal for block in desk.catalogue.blocks for goal in block.goals]
        counts = desk.counts(key)
        first = next(goal for goal in order if goal in counts and counts[goal].expected)
    stops = [row.cells[0] for row in rows if not row.computed and row.cells[0]]
    return stops, order.index(GOAL) - order.index(first)


@pytest.mark.parametrize(("layout", "letter"), [("tm", "ä"), ("ru", "й"), ("us", "q")])
def test_a_column_is_typed_the_same_under_every_layout(keyboard, path, layout, letter):
    cells, goals = column(path)
    keys = keyboard(layout, path)
    keys.press("NumLock", *["F6"] * goals)
    keys.keypad("480")
    keys.press("1", "2", "Enter")
    keys.press("keypad /", "keypad 1", "keypad Enter")
    keys.press("keypad *", "keypad Enter")
    keys.keypad("45")
    keys.press("Up", "keypad +", "keypad -", "Q", "Escape", "Down")
    keys.keypad("99")
    keys.keypad("98")
    keys.press("Control Z", "Control Z", "Control Y", "Down")  # 99 stays
    keys.press("keypad 1", "2", "A", "keypad Enter")  # cannot be read: the next problem
    keys.press("Shift F6", "F4", "Delete", *["Up"] * 6, "Control C", *["Down"] * 7)
    keys.press("Control V", "keypad Enter")
    keys.press("Shift F6", "F6", "Control F", "keypad 7", "keypad 7", "Escape")  # a figure for the search
    keys.press("Down", "Control X", "Down", "Down", "Down", "Control V", "keypad Enter")  # not only copied
    keys.press("NumLock")
    keys.close()
    with Desk.open(path) as desk:
        held = [desk.file.cells(desk.key()).get(cell, BLANK) for cell in cells[:8]]
    assert [value.text for value in held] == ["480", "", "", "", "12", "99", "", "480"]
    assert [value.state for value in held[2:4]] == [State.NOT_COLLECTED, State.NOT_APPLICABLE]
    assert held[4].note == letter
