"""Several periods in one file, files from elsewhere, faults, and the window's own place."""

import sys
import zipfile

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from gcm_desktop.app import entering, keeping, people, practising, sending
from gcm_desktop.app.desk import Desk
from gcm_desktop.desktop import screen_place, theme
from gcm_desktop.desktop.dialogs.new_period import NewPeriodDialog
from gcm_desktop.desktop.dialogs.receive import ReceiveDialog
from gcm_desktop.desktop.faults import Faults
from gcm_desktop.desktop.main_window import MainWindow
from gcm_desktop.desktop.start_page import StartPage
from gcm_desktop.domain.cells import indicator_cell
from tests.desktop_dialogs.conftest import PERSON

MAKER = people.Maker(PERSON.name, PERSON.position, "0123456789abcdef")
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(tmp_path):
    return Desk.create(tmp_path / "TM-M.gcm", "TM-M", "2026-Q3", language="en", maker=MAKER)


@pytest.fixture
def window(desk, show):
    window = show(MainWindow(desk))
    yield window
    window.close()


@pytest.fixture
def two_periods(desk, tmp_path):
    """A sent return with a country, and the next period begun."""
    entering.enter(desk, desk.key(), "G05.01", "45")
    sending.export(desk, tmp_path / "sent.xlsx")
    desk.file.ensure_return(desk.key(period="2026-Q4"))
    return desk


def test_a_new_period_begins_by_keyboard_with_nothing_copied(window, in_modal, hands):
    window.show_goal(5)
    hands.write("45")
    hands.press(Qt.Key.Key_Return)
    seen = in_modal(lambda dialog: hands.press(Qt.Key.Key_Return))
    window.verbs.begin_period()
    assert isinstance(seen[0], NewPeriodDialog)
    assert window.sheet.key.period == "2026-Q4"
    assert window.desk.period == "2026-Q4"
    assert window.sheet.values == {}
    assert window.sheet.previous["G05.01"].text == "45"


def test_countries_of_the_last_return_have_their_rows_ready(window):
    catalogue = window.desk.catalogue
    lists = {code for code, codelist in catalogue.codelists.items() if codelist.open}
    indicator = next(
        one
        for one in window.desk.asked(window.sheet.key)
        if set(one.breakdowns) & lists and one.numerator is None
    )
    dim = next(dim for dim in indicator.breakdowns if dim in lists)
    cell = indicator_cell(indicator.code, ((dim, "TUR"),))
    assert window.sheet.enter(cell, "7")
    window.show_return(window.sheet.key.unit, "2027-Q2")
    window.show_goal(indicator.goal)
    assert cell in window.grid.page.cells()
    assert window.sheet.value(cell).is_blank


def test_a_sent_period_is_read_until_it_is_corrected(two_periods, show, hands, tmp_path):
    window = show(MainWindow(two_periods))
    key = window.sheet.key
    window.show_goal(5)
    assert window.notices.closed.isVisible()
    hands.write("9")
    hands.press(Qt.Key.Key_Delete)
    hands.press(Qt.Key.Key_Z, CONTROL)
    assert two_periods.file.cells(key)["G05.01"].text == "45"
    assert "F5" in window.foot.said.text()
    assert window.page.narrative.fields["situation"].edit.isReadOnly()
    assert not window.detail.note.isEnabled()

    hands.press(Qt.Key.Key_F5)
    assert not window.notices.closed.isVisible()
    assert QApplication.focusWidget() is window.grid
    hands.write("46")
    hands.press(Qt.Key.Key_Return)
    assert two_periods.file.cells(key)["G05.01"].text == "46"
    assert not window.page.narrative.fields["situation"].edit.isReadOnly()
    before = two_periods.file.heads(key)
    sending.export(two_periods, tmp_path / "again.xlsx", key.unit, key.period)
    assert two_periods.file.heads(key) != before
    window.close()


def test_the_period_on_screen_stays_open_after_it_was_sent(window, tmp_path):
    entering.enter(window.desk, window.sheet.key, "G05.01", "45")
    sending.export(window.desk, tmp_path / "sent.xlsx")
    window.refresh()
    assert not window.notices.closed.isVisible()


def test_what_was_recovered_is_said_in_one_line_and_the_last_cell_is_in_focus(desk, show, tmp_path):
    entering.enter(desk, desk.key(), "G07.01", "7")
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    for path in (desk.file.path, desk.file.path.with_name("TM-M.gcm-wal")):
        (crashed / path.name).write_bytes(path.read_bytes())
    desk.close()
    window = show(MainWindow(Desk.open(crashed / "TM-M.gcm", MAKER)))
    assert window.notices.recovered.isVisible()
    assert window.grid.current_code() == "G07.01"
    window.notices.recovered.button.click()
    assert not window.notices.recovered.isVisible()
    window.close()


def test_a_practice_file_is_marked_in_the_bar(show, tmp_path):
    window = show(MainWindow(practising.create(tmp_path / "practice.gcm", "en", MAKER, listed=False)))
    assert window.top.practice.isVisible()
    window.close()


def test_a_real_file_is_not_marked_as_practice(window):
    assert not window.top.practice.isVisible()
    assert not window.notices.recovered.isVisible()


def test_a_file_from_a_stick_is_copied_in_and_opened_there(
    show, in_modal, hands, say, tmp_path, monkeypatch, qtbot
):
    people.save_person(PERSON)
    stick = tmp_path / "OneDrive" / "TM-M.gcm"
    stick.parent.mkdir()
    Desk.create(stick, "TM-M", "2026-Q3", listed=False).close()
    page = show(StartPage(say))
    seen = in_modal(lambda dialog: hands.press(Qt.Key.Key_Return))
    with qtbot.waitSignal(page.opened) as opened:
        page.open_path(stick)
    with opened.args[0] as desk:
        assert "OneDrive" not in str(desk.file.path)
        assert keeping.place_of(desk.file.path) is keeping.Place.HERE
    assert "TM-M.gcm" in seen[0].form.text.text()
    in_modal(lambda dialog: hands.press(Qt.Key.Key_Escape))
    with qtbot.assertNotEmitted(page.opened):
        page.open_path(stick)


def test_the_start_page_begins_a_period_in_the_office_file_used_last(show, hands, say, tmp_path, qtbot):
    people.save_person(PERSON)
    Desk.create(tmp_path / "TM-M.gcm", "TM-M", "2026-Q3").close()
    Desk.create(tmp_path / "national.gcm", "", "2026-Q3", national=True).close()
    page = show(StartPage(say))
    hands.tab_to(page.period)
    with qtbot.waitSignal(page.opened) as opened:
        hands.press(Qt.Key.Key_Return)
    with opened.args[0] as desk:
        assert desk.file.path.name == "TM-M.gcm"
    assert opened.args[1] == "period"


def test_a_dropped_return_opens_receive_with_it(window, in_modal, hands, forms, qtbot):
    seen = []

    def look(dialog):
        qtbot.waitUntil(lambda: bool(dialog.plan) and not dialog.busy, timeout=60_000)
        seen.extend(planned.path.name for planned in dialog.plan)
        dialog.reject()

    shown = in_modal(look)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(forms / "TM-A.xlsx"))])
    none = Qt.KeyboardModifier.NoModifier
    button, copy = Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(400, 300), copy, data, button, none))
    QApplication.sendEvent(window, QDropEvent(QPointF(400, 300), copy, data, button, none))
    qtbot.waitUntil(lambda: bool(seen), timeout=20_000)
    assert isinstance(shown[0], ReceiveDialog)
    assert seen == ["TM-A.xlsx"]


def test_ctrl_and_wheel_or_keys_change_the_size_and_keep_what_is_typed(window, hands, qapp):
    window.show_goal(5)
    hands.write("45")
    hands.press(Qt.Key.Key_Plus, CONTROL)
    assert theme.current().zoom == 110
    assert window.desk.file.cells(window.sheet.key)["G05.01"].text == "45"
    spot = QPoint(50, 50)
    turned = QWheelEvent(
        QPointF(spot), QPointF(spot), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, CONTROL,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(window.grid.viewport(), turned)
    assert theme.current().zoom == 125
    assert people.preference("zoom") == "125"
    hands.press(Qt.Key.Key_Minus, CONTROL)
    assert theme.current().zoom == 110
    hands.press(Qt.Key.Key_0, CONTROL)
    assert theme.current().zoom == 100


def test_the_window_comes_back_to_where_it_was(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    page.setGeometry(30, 40, 500, 300)
    screen_place.remember(page)
    page.setGeometry(0, 0, 600, 400)
    screen_place.bring_back(page)
    assert page.geometry() == QRect(30, 40, 500, 300)


def test_a_window_whose_screen_is_gone_comes_back_into_reach():
    here = QRect(0, 0, 1366, 768)
    assert screen_place.in_reach(QRect(100, 100, 1100, 640), [here])
    assert screen_place.in_reach(QRect(1500, 100, 1100, 640), [here, QRect(1366, 0, 1920, 1080)])
    assert not screen_place.in_reach(QRect(1500, 100, 1100, 640), [here])
    assert not screen_place.in_reach(QRect(100, -700, 1100, 640), [here])


def test_a_fault_in_a_slot_is_written_down_keeps_the_typing_and_the_window_goes_on(
    window, hands, qtbot, monkeypatch
):
    told = []
    faults = Faults(window.finish_typing, told.append)
    window.show_goal(5)
    hands.write("45")
    try:
        int(str(48151600 + 23) + " odd")
    except ValueError:
        faults.caught(*sys.exc_info())
        faults.caught(*sys.exc_info())
    qtbot.waitUntil(lambda: bool(told))
    assert len(told) == 1
    assert window.desk.file.cells(window.sheet.key)["G05.01"].text == "45"
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_: (str(window.desk.file.path.parent / "s"), "")
    )
    monkeypatch.setattr("gcm_desktop.desktop.dialogs.message.tell", lambda *args: told.append(args[-1]))
    window.verbs.make_support_file()
    with zipfile.ZipFile(window.desk.file.path.parent / "s.zip") as packed:
        faults_log = packed.read("faults.txt").decode()
    assert told[0] in faults_log
    assert "48151623" not in faults_log
    assert "s.zip" in told[1]
