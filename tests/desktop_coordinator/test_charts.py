"""The charts of a national file, worked with real keys: sums with who is in them, and the units behind."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gcm_desktop.app import entering
from gcm_desktop.app.dashboard import Kind
from gcm_desktop.app.desk import Desk
from gcm_desktop.desktop import theme
from gcm_desktop.desktop.dialogs.why import NationWhyDialog, WhyDialog
from gcm_desktop.desktop.main_window import MainWindow
from gcm_desktop.domain.records import Maker
from gcm_desktop.domain.units import parse_unit
from tests.keyboard import has_keyboard

VISAS = "G05.02"
MAKER = Maker("Orazow M.", "baş hünärmen", "0123456789abcdef")
CONTROL = Qt.KeyboardModifier.ControlModifier
ANSWERS = (
    ("TM-M", "2026-Q3", VISAS, "400"), ("TM-L", "2026-Q3", VISAS, "12"), ("TM-D", "2026-Q3", VISAS, "?L"),
    ("TM-M", "2026-Q1", VISAS, "300"), ("TM-M", "2026-Q3", f"{VISAS}|VISA=DP", "7"),
)  # fmt: skip


@pytest.fixture(scope="module")
def window(qapp, tmp_path_factory):
    """Show a national file where Mary and Lebap have answered, and Mary in an earlier period."""
    path = tmp_path_factory.mktemp("charts") / "nation.gcm"
    desk = Desk.create(path, "", "2026-Q3", national=True, language="en", maker=MAKER)
    for unit, period, cell, text in ANSWERS:
        entering.enter(desk, desk.key(unit, period), cell, text)
    theme.apply(qapp)
    shown = MainWindow(desk)
    shown.resize(1366, 768)
    shown.show()
    yield shown
    shown.close()


@pytest.fixture
def page(window, qtbot):
    """Go to the charts by their key and wait until the returns are read."""
    window.activateWindow()
    shell = window.centralWidget()
    shell.show_place("charts")
    qtbot.waitUntil(lambda: has_keyboard(window))
    shown = shell.stack.currentWidget().page
    shown.look_at(None, "2026-Q3")
    qtbot.waitUntil(lambda: shown.view is not None and shown.view.period == "2026-Q3" and not shown.reading)
    shown.frame.list.choose(VISAS)
    shown.active = shown.charts[0]
    return shown


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def chart(page, kind):
    return next(each for each in page.charts if each.isVisible() and each.picture.kind is kind)


def test_the_key_of_the_charts_is_that_of_an_office_file(page, window):
    window.centralWidget().show_place("board")
    press(Qt.Key.Key_6, CONTROL)
    assert window.centralWidget().shown == "charts"
    assert QApplication.focusWidget() is page.frame.list


def test_a_sum_in_part_is_named_and_the_units_say_why(page):
    assert page.frame.figure.text() == "412"
    assert page.frame.beside.text().startswith("2 of 7 units · not available: Dashoguz velayat")
    marks = {mark.area: mark for mark in chart(page, Kind.COUNTRY).picture.chart.marks}
    assert (marks["TM-M"].number, marks["TM-D"].number, marks["TM-D"].text) == (400, None, "…")
    assert marks["TM-B"].text == "not here yet"
    periods = chart(page, Kind.PERIODS).picture.chart.marks
    assert [(mark.label, mark.number, mark.partial) for mark in periods] == [
        ("2026 Q1", 300, True), ("2026 Q2", None, False), ("2026 Q3", 412, True),
    ]  # fmt: skip
    (diplomatic, *_) = chart(page, Kind.BREAKDOWN).picture.chart.marks
    assert (diplomatic.text, diplomatic.partial) == ("7", True)


def test_a_unit_leads_to_its_chain_and_a_sum_to_its_parts(page, qtbot):
    seen = []

    def look():
        dialog = QApplication.activeModalWidget()
        seen.append(type(dialog))
        dialog.reject()

    press(Qt.Key.Key_Return)
    tiles = chart(page, Kind.COUNTRY)
    assert QApplication.focusWidget() is tiles
    tiles.take([mark.area for mark in tiles.picture.chart.marks].index("TM-L"))
    assert page.frame.told.text() == "Lebap velayat · third quarter of 2026: 12 (documents)"
    QTimer.singleShot(0, look)
    press(Qt.Key.Key_Return)
    page.window().activateWindow()  # no window manager here to give the keyboard back
    qtbot.waitUntil(lambda: QApplication.focusWidget() is tiles)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_End)
    assert page.frame.told.text() == "Turkmenistan · third quarter of 2026: 412 (documents) · in part"
    assert page.frame.source.text().startswith("2 of 7 units")
    QTimer.singleShot(0, look)
    press(Qt.Key.Key_Return)
    assert seen == [WhyDialog, NationWhyDialog]


def test_a_unit_is_chosen_and_its_answer_opened_on_its_page(page, window):
    page.frame.units.setFocus()
    while page.frame.units.currentData() != parse_unit("TM-M"):
        press(Qt.Key.Key_Down)
    assert page.frame.figure.text() == "400"
    tiles = chart(page, Kind.COUNTRY)
    assert [mark.text for mark in tiles.picture.chart.marks if mark.area == "TM-L"] == ["12"]
    origin = tiles.picture.origins[[mark.area for mark in tiles.picture.chart.marks].index("TM-L")]
    page.answer_wanted.emit(*page.view.answer(origin))
    assert window.sheet.key.unit == parse_unit("TM-L")
    assert window.grid.current_code() == VISAS
    assert window.centralWidget().shown == "goals"


def test_the_year_is_made_of_quarters_and_says_how_many(page, qtbot):
    page.frame.year.click()
    qtbot.waitUntil(lambda: page.view.period == "2026" and not page.reading)
    assert page.frame.figure.text() == "712"
    tiles = chart(page, Kind.COUNTRY)
    place = [mark.area for mark in tiles.picture.chart.marks].index("TM-M")
    assert tiles.picture.chart.marks[place].partial
    assert "2 of 4 quarters" in page.view.told(page.words, tiles.picture, place)[1]
    page.frame.year.click()
