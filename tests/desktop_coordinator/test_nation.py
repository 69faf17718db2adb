"""The nation, worked with real keys: what is missing, what it is made of, and where it comes from."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gcm_desktop.app import entering
from gcm_desktop.app.desk import Desk
from gcm_desktop.desktop import theme
from gcm_desktop.desktop.main_window import MainWindow
from gcm_desktop.domain.records import Maker
from gcm_desktop.domain.units import parse_unit

FLOW = "G05.02"
MAKER = Maker("Orazow M.", "baş hünärmen", "0123456789abcdef")


@pytest.fixture
def place(qtbot, qapp, tmp_path):
    """Show the nation over a file where Mary, Lebap and the ministry have answered."""
    desk = Desk.create(tmp_path / "nation.gcm", "", "2026-Q3", national=True, language="en", maker=MAKER)
    for unit, period, text in (
        ("TM-M", "2026-Q3", "400"), ("TM-L", "2026-Q3", "12"), ("MIA", "2026-Q3", "415"),
        ("TM-M", "2026-Q2", "300"),
    ):  # fmt: skip
        entering.enter(desk, desk.key(unit, period), FLOW, text)
    if not qapp.styleSheet() or theme.current().zoom != 100:
        theme.apply(qapp)
    window = MainWindow(desk)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    shell = window.centralWidget()
    shell.show_place("nation")
    shown = shell.stack.currentWidget()
    qtbot.waitUntil(lambda: shown.table.lines.rowCount() > 0)
    shown.table.setFocus()
    yield shown
    window.close()


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def row_of(place, cell):
    return next(n for n, line in enumerate(place.table.lines.lines) if line.cell == cell)


def search(place, text):
    press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(QApplication.focusWidget(), text)
    press(Qt.Key.Key_Return)


def test_searching_leaves_the_goal_and_its_indicator_with_figure_coverage_and_change(place):
    search(place, "visas issued")
    model = place.table.lines
    texts = [model.texts(line) for line in model.lines]
    assert texts[0][0].startswith("5. ")
    (line,) = [line for line in model.lines if line.cell == FLOW]
    assert model.texts(line)[1:] == ("412", "2 of 7", "300", "+33%", "MIA 415 (+3)")
    assert model.compared(line) == "Change among units that answered both times: 1"


def test_arrows_fold_breakdowns_out_and_in(place):
    search(place, "visas issued")
    place.table.selectRow(row_of(place, FLOW))
    before = place.table.lines.rowCount()
    press(Qt.Key.Key_Right)
    assert any(line.cell == f"{FLOW}|SEX=F" for line in place.table.lines.lines)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Left)  # up to the indicator
    assert place.table.current_line.cell == FLOW
    press(Qt.Key.Key_Left)
    assert place.table.lines.rowCount() == before


def test_enter_walks_the_units_and_opens_the_return_of_one(place):
    search(place, "visas issued")
    place.table.selectRow(row_of(place, FLOW))
    press(Qt.Key.Key_Return)
    while place.pane.bars.chart.marks[place.pane.bars.row].text != "400":
        press(Qt.Key.Key_Down)
    assert place.pane.source.text() == "Mary velayat: 400"
    assert place.pane.map.focus_area == "TM-M"
    press(Qt.Key.Key_Return)
    window = place.window_of
    assert window.sheet.key.unit == parse_unit("TM-M")
    assert window.grid.current_code().startswith(FLOW)
    assert window.centralWidget().shown == "goals"


def test_the_tiles_are_walked_by_arrows_and_written_as_a_picture(place, tmp_path):
    search(place, "visas issued")
    place.table.selectRow(row_of(place, FLOW))
    place.pane.map.setFocus()
    place.pane.map.focus_area = "TM-A"
    press(Qt.Key.Key_Right)
    assert place.pane.source.text() == "Mary velayat: 400"
    press(Qt.Key.Key_Up)
    assert place.pane.source.text() == "Lebap velayat: 12"
    for name in ("map.png", "map.svg"):
        place.pane.save_to(tmp_path / name)
        assert (tmp_path / name).stat().st_size > 1_000


def test_a_year_and_what_differs_are_one_press_away(place, qtbot):
    place.year.click()
    qtbot.waitUntil(lambda: place._overview.nation.period.text == "2026")
    place.differing.click()
    assert {line.cell for line in place.table.lines.lines if line.cell} == {FLOW}
    assert place.table.lines.texts(place.table.current_line)[1] == "712"
    press(Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: place._overview.nation.period.text == "2025")
    assert place.busy.text() != ""
