"""A year leaves for its archive and comes back in the window, by keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from gcm_desktop.app import archiving, entering, people, sending
from gcm_desktop.app.desk import Desk
from gcm_desktop.desktop.dialogs.closed_years import ClosedYearsDialog, show_closed_years
from gcm_desktop.desktop.dialogs.why import WhyDialog
from gcm_desktop.desktop.main_window import MainWindow
from tests.desktop_dialogs.conftest import PERSON

MAKER = people.Maker(PERSON.name, PERSON.position, "0123456789abcdef")


@pytest.fixture
def desk(tmp_path):
    path = tmp_path / "TM-M.gcm"
    desk = Desk.create(path, "TM-M", "2025-Q4", language="en", maker=MAKER, listed=False)
    entering.enter(desk, desk.key(), "G05.01", "45")
    entering.enter(desk, desk.key(period="2026-Q3"), "G05.01", "50")
    desk.show(desk.unit, "2026-Q3")
    yield desk
    desk.close()


def test_a_year_is_archived_and_brought_back_by_keys(desk, show, hands, say, in_modal, qtbot):
    dialog = show(ClosedYearsDialog(desk, say))
    line = dialog.table.chosen_line()
    assert line.texts == ("2025", "1", "in this file", "not sent: 1")
    seen = in_modal(lambda question: hands.press(Qt.Key.Key_Return))
    hands.press(Qt.Key.Key_Return)
    assert "still open" in seen[0].form.text.text()
    assert dialog.moved
    assert dialog.report.text() == "The year 2025 lies in «TM-M 2025 archive.gcm» now."
    assert dialog.turn_button.text() == "Bring back"
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is dialog.table)
    hands.press(Qt.Key.Key_Return)
    assert dialog.report.text() == "The year 2025 is back; returns: 1."
    assert desk.file.cells(desk.key(period="2025-Q4"))["G05.01"].text == "45"


def test_an_archived_return_is_read_in_the_window_and_f5_leads_to_the_years(desk, show, hands, in_modal):
    archiving.archive(desk, "2025", confirmed=True)
    window = show(MainWindow(desk))
    unit = window.sheet.key.unit
    window.show_return(unit, "2025-Q4")
    window.show_goal(5)
    assert window.sheet.value("G05.01").text == "45"
    assert window.notices.closed.isVisible()
    hands.write("9")
    assert window.sheet.value("G05.01").text == "45"
    assert "2025" in window.foot.said.text()
    seen = in_modal(lambda dialog: hands.press(Qt.Key.Key_Escape))
    hands.press(Qt.Key.Key_F5)
    assert isinstance(seen[0], ClosedYearsDialog)
    archiving.bring_back(desk, "2025")
    window.show_return(unit, "2025-Q4")
    assert window.sheet.enter("G05.01", "46")
    window.show_return(unit, "2026-Q3")
    assert window.sheet.previous == {}
    seen = in_modal(lambda dialog: hands.press(Qt.Key.Key_Escape))
    show_closed_years(window)
    assert isinstance(seen[0], ClosedYearsDialog)


def test_the_archive_itself_opens_for_reading(desk, show, hands):
    made = archiving.archive(desk, "2025", confirmed=True)
    window = show(MainWindow(Desk.open(made, MAKER, listed=False)))
    window.show_goal(5)
    assert window.sheet.value("G05.01").text == "45"
    assert "2025" in window.notices.closed.text.text()
    assert not window.notices.closed.button.isVisible()
    hands.write("9")
    hands.press(Qt.Key.Key_F5)
    hands.write("8")
    assert window.sheet.value("G05.01").text == "45"
    window.show_return(window.sheet.key.unit, "2025-Q2")
    assert window.sheet.values == {}
    window.close()


def test_the_chain_of_an_archived_value_is_read_in_the_archive(desk, show, hands, say, in_modal, qtbot):
    made = archiving.archive(desk, "2025", confirmed=True)
    dialog = show(WhyDialog(desk, desk.key(period="2025-Q4"), "G05.01", say))
    assert made.name in dialog.away.text()
    assert dialog.archive_button.hasFocus()
    seen = in_modal(lambda there: hands.press(Qt.Key.Key_Escape))
    hands.press(Qt.Key.Key_Return)
    assert (seen[0].desk.file.path, seen[0].table.model().rowCount()) == (made, 1)
    assert not seen[0].purge_button.isVisible()
    entering.enter(desk, desk.key(), "G05.01", "7")
    here = show(WhyDialog(desk, desk.key(), "G05.01", say))
    qtbot.waitUntil(lambda: sending.check_code(desk, desk.key()) in here.place.text())
