"""The charts of an office file, worked with real keys and a real pointer over a real file."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from gcm_desktop.app import entering
from gcm_desktop.app.dashboard import Kind
from gcm_desktop.app.desk import Desk
from gcm_desktop.desktop import theme
from gcm_desktop.desktop.dashboard_keys import ChartKeys
from gcm_desktop.desktop.dialogs.why import WhyDialog
from gcm_desktop.desktop.main_window import MainWindow
from gcm_desktop.domain.records import Maker
from tests.keyboard import has_keyboard

MAKER = Maker("Orazow M.", "baş hünärmen", "0123456789abcdef")
VISAS = "G05.02"
CONTROL = Qt.KeyboardModifier.ControlModifier
ANSWERS = (
    ("2025-Q4", VISAS, "300"), ("2026-Q2", VISAS, "350"), ("2026-Q3", VISAS, "412"),
    ("2026-Q3", f"{VISAS}|VISA=DP", "12"), ("2026-Q3", f"{VISAS}|VISA=BS1", "0"),
    ("2026-Q3", "G05.03", "?L"),
)  # fmt: skip


def filled(path):
    """Make the file of Mary, where one period has no figure."""
    desk = Desk.create(path, "TM-M", "2026-Q3", language="en", maker=MAKER)
    for period, cell, text in ANSWERS:
        entering.enter(desk, desk.key("TM-M", period), cell, text)
    return desk


@pytest.fixture(scope="module")
def shared(qapp, tmp_path_factory):
    """Show one window for all tests that only look."""
    theme.apply(qapp)
    window = MainWindow(filled(tmp_path_factory.mktemp("charts") / "TM-M.gcm"))
    window.resize(1366, 768)
    window.show()
    yield window
    window.close()


@pytest.fixture
def page(shared, hands, qtbot):
    """Open the charts by their key and choose the visas."""
    shared.activateWindow()
    (shared.beside.charts.frame.list if shared.beside.shows_charts else shared.grid).setFocus()
    qtbot.waitUntil(lambda: has_keyboard(shared))
    if not shared.beside.shows_charts:
        hands.press(Qt.Key.Key_6, CONTROL)
    shown = choose_visas(shared.beside.charts, hands)
    shown.active = shown.charts[0]
    return shown


def choose_visas(page, hands):
    hands.press(Qt.Key.Key_F, CONTROL)
    page.frame.search.setText("visas iss")
    hands.write("ued")
    hands.press(Qt.Key.Key_Return)
    return page


def chart(page, kind):
    return next(each for each in page.charts if each.isVisible() and each.picture.kind is kind)


def test_the_figures_that_matter_stand_first_and_the_search_leaves_one(page, hands):
    assert page.frame.list.codes == [VISAS]
    assert page.frame.figure.text() == "412"
    assert page.frame.beside.text() == "+18%, before: 350"
    page.frame.search.clear()
    assert page.frame.list.item(0).text() == "The figures that matter"
    assert page.frame.list.codes[0] == page.code == VISAS


def test_a_missing_period_breaks_the_line_and_is_never_zero(page):
    marks = chart(page, Kind.PERIODS).picture.chart.marks
    assert [(mark.label, mark.number) for mark in marks] == [
        ("2025 Q4", 300), ("2026 Q1", None), ("2026 Q2", 350), ("2026 Q3", 412),
    ]  # fmt: skip
    bars = {mark.label: mark for mark in chart(page, Kind.BREAKDOWN).picture.chart.marks}
    assert bars["Diplomatic"].text == "12"
    assert (bars["Business 1"].number, bars["Business 1"].text) == (0, "0")
    assert bars["Investment"].number is None


def test_arrows_walk_the_marks_and_say_value_period_unit_and_source(page, hands):
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Tab)
    line = chart(page, Kind.PERIODS)
    assert QApplication.focusWidget() is line
    hands.press(Qt.Key.Key_Left)
    assert page.frame.told.text() == "Mary velayat · second quarter of 2026: 350 (documents)"
    assert page.frame.source.text().startswith("typed here · Check code ")
    assert "350" in line.accessibleName()
    hands.press(Qt.Key.Key_Left)
    assert page.frame.told.text() == "Mary velayat · first quarter of 2026: no figure"
    hands.press(Qt.Key.Key_Home)
    assert line.place == 0


def test_tiles_are_walked_by_where_they_lie(page, hands):
    hands.press(Qt.Key.Key_Return)
    tiles = chart(page, Kind.COUNTRY)
    areas = [mark.area for mark in tiles.picture.chart.marks]
    tiles.take(areas.index("TM-M"))
    for key, area in ((Qt.Key.Key_Left, "TM-A"), (Qt.Key.Key_Up, "TM-D"), (Qt.Key.Key_Right, "TM-L")):
        hands.press(key)
        assert areas[tiles.place] == area


def test_the_pointer_tells_a_mark_and_leaves_it(page):
    bars = chart(page, Kind.BREAKDOWN)
    row = [mark.text for mark in bars.picture.chart.marks].index("12")
    where = bars.places()[row].center().toPoint()
    QTest.mouseMove(bars, where)
    assert page.frame.told.text().startswith("Diplomatic · Mary velayat")
    bars.event(_help(bars, where))
    assert "Check code" in QToolTip.text()
    QTest.mouseMove(bars, QPoint(2, 2))
    assert bars.under == -1


def _help(widget, where):
    return QHelpEvent(QEvent.Type.ToolTip, where, widget.mapToGlobal(where))


def test_enter_shows_where_a_mark_comes_from(page, hands):
    seen = []

    def look():
        dialog = QApplication.activeModalWidget()
        seen.append((type(dialog), dialog.cell, dialog.key.period))
        dialog.reject()

    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Tab)
    hands.press(Qt.Key.Key_End)
    QTimer.singleShot(0, look)
    hands.press(Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    assert seen == [(WhyDialog, VISAS, "2026-Q3")]


def test_f1_tells_the_keys_of_the_charts(page, hands):
    seen = []

    def look():
        dialog = QApplication.activeModalWidget()
        seen.append((type(dialog), dialog.windowTitle()))
        dialog.reject()

    QTimer.singleShot(0, look)
    hands.press(Qt.Key.Key_F1)
    assert seen == [(ChartKeys, "Keys and signs")]


def test_one_chart_takes_all_the_room_and_gives_it_back(page, hands):
    hands.press(Qt.Key.Key_Return)
    small = page.active.height()
    hands.press(Qt.Key.Key_Space)
    QApplication.processEvents()
    assert [each.isVisible() for each in page.charts].count(True) == 1
    assert page.active.height() > small
    hands.press(Qt.Key.Key_Escape)
    assert [each.isVisible() for each in page.charts].count(True) == 3


def test_the_picture_is_copied_as_points_as_svg_and_as_figures(page, hands):
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_C, CONTROL)
    held = QGuiApplication.clipboard().mimeData()
    assert held.hasImage()
    assert b"<svg" in held.data("image/svg+xml").data()
    assert "Mary velayat\t412" in held.text()
    assert page.frame.told.text() == "The picture is on the clipboard."


def test_what_is_typed_is_drawn_and_keys_of_the_goals_lead_back(open_window, path, hands, qtbot):
    window = open_window(filled(path))
    hands.press(Qt.Key.Key_6, CONTROL)
    page = choose_visas(window.beside.charts, hands)
    hands.press(Qt.Key.Key_Escape)
    assert not window.beside.shows_charts
    window.go_to(VISAS)
    hands.enter("500")
    hands.press(Qt.Key.Key_6, CONTROL)
    assert page.frame.figure.text() == "500"
    window.sheet.undo()  # something else changes the return while the charts are shown
    qtbot.waitUntil(lambda: page.frame.figure.text() == "412")
    hands.press(Qt.Key.Key_Z, CONTROL)
    assert not window.beside.shows_charts
    assert window.sheet.value("G05.03").is_blank
    window.show_return(window.sheet.key.unit, "2026-Q2")
    hands.press(Qt.Key.Key_6, CONTROL)
    assert (page.period, page.frame.figure.text()) == ("2026-Q2", "350")
    hands.press(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert (window.beside.shows_charts, window.page.tab) == (False, "narrative")


def test_an_empty_return_says_so_kindly(open_window, path, hands):
    window = open_window(Desk.create(path, "TM-M", "2026-Q3", language="en", maker=MAKER))
    hands.press(Qt.Key.Key_6, CONTROL)
    page = window.beside.charts
    assert page.frame.list.item(0).text() != "The figures that matter"
    line = chart(page, Kind.PERIODS)
    assert line.empty
    assert line.picture.empty == "No figure in this period or before it yet."
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Right)
    hands.press(Qt.Key.Key_Return)
    assert page.frame.source.text() == "Nobody has answered this yet."
