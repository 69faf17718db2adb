"""The demonstration: its figures are sound, and what its hands type is what the file holds."""

import pytest

from gcm_desktop.app.desk import Desk
from gcm_desktop.catalogue import asked, load, national_units
from gcm_desktop.desktop import theme
from gcm_desktop.desktop.demo import run_demo
from gcm_desktop.desktop.demo.answers import Figures
from gcm_desktop.desktop.demo.course import AGREEMENT, NARRATIVE
from gcm_desktop.desktop.demo.typing import Typist
from gcm_desktop.desktop.main_window import MainWindow
from gcm_desktop.domain.periods import parse_period
from gcm_desktop.domain.rules import Answers, findings
from gcm_desktop.errors import Severity, UserError
from tests.desktop_dialogs.conftest import PERIOD
from tests.keyboard import has_keyboard

UNITS = national_units(load(), parse_period(PERIOD))


@pytest.mark.parametrize("unit", UNITS, ids=str)
def test_every_rule_finds_the_made_up_return_sound(unit):
    catalogue = load()
    due = asked(catalogue, unit, parse_period(PERIOD))
    answers = Figures(catalogue, unit, PERIOD).answers(due)
    found = findings(Answers(catalogue, answers), due, complete=True)
    assert [issue for issue in found if issue.severity in (Severity.ERROR, Severity.COMMENT)] == []


def test_the_same_unit_always_answers_the_same():
    catalogue = load()
    due = asked(catalogue, UNITS[0], parse_period(PERIOD))
    one, other = (Figures(catalogue, UNITS[0], PERIOD).answers(due) for _ in range(2))
    assert one == other


def test_what_the_hands_type_is_what_the_file_holds(qtbot, qapp, tmp_path):
    theme.apply(qapp)
    path = tmp_path / "TM-M.gcm"
    desk = Desk.create(path, "TM-M", PERIOD)
    window = MainWindow(desk)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: has_keyboard(window))
    wanted = Figures(desk.catalogue, desk.own_unit(), PERIOD).answers(desk.asked(desk.key()))
    wanted = {cell: value for cell, value in wanted.items() if cell.startswith("G05.0")}
    hands = Typist(window)
    hands.goal(5, wanted)
    hands.narrative(NARRATIVE)
    hands.register_row(AGREEMENT)
    window.close()
    with Desk.open(path) as again:
        held = again.file.cells(again.key())
        for cell, value in wanted.items():
            assert held[cell].same_as(value), cell
        assert {c: v.text for c, v in held.items() if c[0] == "N"} == {
            f"N05.{section}": text for section, text in NARRATIVE.items()
        }
        register = again.file.cells(again.registers_key())
        assert {cell.rsplit(".", 1)[1]: value.text for cell, value in register.items()} == AGREEMENT


def test_a_folder_with_somebodys_files_is_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("keep me")
    with pytest.raises(UserError) as refused:
        run_demo(tmp_path)
    assert refused.value.code == "E301"
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]
