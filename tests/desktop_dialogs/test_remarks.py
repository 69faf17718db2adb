"""Remarks by keys: the coordinator sends back, the officer answers, and a workbook is checked first."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from gcm_desktop.app import answering, merging, remarking
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.receiving import Receiving
from gcm_desktop.desktop.dialogs.check_file import CheckDialog
from gcm_desktop.desktop.dialogs.imports import ImportsDialog
from gcm_desktop.desktop.dialogs.receive import ReceiveDialog
from gcm_desktop.desktop.dialogs.remarks import RemarksDialog
from gcm_desktop.desktop.dialogs.send_back import SendBackDialog
from gcm_desktop.desktop.main_window import MainWindow
from gcm_desktop.desktop.remark_menu import add_remarks
from gcm_desktop.domain.remarks import RemarkState
from gcm_desktop.domain.values import number
from gcm_desktop.exchange.filler import fill_template
from tests.desktop_dialogs.conftest import PERIOD


@pytest.fixture
def received(national, forms):
    with Receiving(national) as receiving:
        receiving.take(receiving.plan([forms / "TM-A.xlsx"])[0])
    return national, national.key("TM-A")


@pytest.fixture
def remarked(received, tmp_path):
    desk, key = received
    asked = [remarking.own("Why so few?", "G05.01"), remarking.own("Whose figure is it?", "G05.02")]
    remarking.send_back(desk, tmp_path / "back.xlsx", key, asked)
    return tmp_path / "back.xlsx"


@pytest.fixture
def office(tmp_path, remarked):
    with Desk.create(tmp_path / "TM-A.gcm", "TM-A", PERIOD, language="en", listed=False) as desk:
        with Receiving(desk) as receiving:
            receiving.take(receiving.plan([remarked])[0])
        yield desk


def test_the_coordinator_unticks_adds_a_remark_and_sends_back_by_keys(received, say, hands, show):
    desk, key = received
    dialog = show(SendBackDialog(desk, key, say, None, "G05.02"))
    proposed = len(dialog.ticked)
    hands.press(Qt.Key.Key_Space)
    assert len(dialog.ticked) == proposed - 1
    hands.tab_to(dialog.all_button)
    hands.press(Qt.Key.Key_Space)
    assert not dialog.ticked
    hands.tab_to(dialog.text)
    hands.write("Why so few?")
    hands.press(Qt.Key.Key_Return)
    assert len(dialog.ticked) == 1
    hands.tab_to(dialog.write_button)
    hands.press(Qt.Key.Key_Space)
    assert dialog.gone.path.exists()
    (asked,) = answering.asked(desk, key)
    assert (asked.remark.cell, asked.remark.text.tk, asked.state) == (
        "G05.02",
        "Why so few?",
        RemarkState.OPEN,
    )


def test_the_officer_answers_by_keys_and_goes_to_the_cell(office, say, hands, show):
    dialog = show(RemarksDialog(office, office.key(), say))
    gone = []
    dialog.go_to.connect(gone.append)
    hands.tab_to(dialog.answer)
    hands.write("Flights stopped")
    hands.press(Qt.Key.Key_Return)
    states = {one.remark.number: (one.state, one.answer) for one in answering.asked(office, office.key())}
    assert states == {1: (RemarkState.ANSWERED, "Flights stopped"), 2: (RemarkState.OPEN, "")}
    assert QApplication.focusWidget() is dialog.table
    hands.press(Qt.Key.Key_Return)
    assert gone == ["G05.02"]  # the one still open comes first now


def test_the_window_leads_to_remarks_like_to_any_problem(office, show, hands):
    window = show(MainWindow(office))
    window.check()
    assert window.grid.current_code() == "G05.01"
    hands.press(Qt.Key.Key_F4)
    assert window.grid.current_code() == "G05.02"
    window.set_language("en")
    menu = QMenu(window)
    add_remarks(menu, window)
    assert [action.text() for action in menu.actions()] == ["Remarks…", "Check a workbook…"]
    window.close()


def test_a_reply_is_shown_beside_its_remarks(received, remarked, say, show, qtbot, tmp_path):
    desk, _ = received
    fill_template(remarked, tmp_path / "reply.xlsx", {"G05.01": number("140")}, desk.catalogue)
    dialog = show(ReceiveDialog(desk, say, None, [tmp_path / "reply.xlsx"]))
    qtbot.waitUntil(lambda: bool(dialog.plan) and not dialog.busy, timeout=60_000)
    first, second = dialog.changes.table.lines.lines
    assert (first.texts[0], first.texts[2:4]) == ("answered", ("120", "140"))
    assert "Why so few?" in first.texts[1]
    assert second.texts[0] == "open"
    dialog.reject()


def test_a_workbook_is_checked_without_a_data_file_and_the_list_is_saved(forms, say, show, qtbot, tmp_path):
    dialog = show(CheckDialog(None, say, None, [forms / "TM-A.xlsx"]))
    qtbot.waitUntil(lambda: bool(dialog.done_files), timeout=60_000)
    assert dialog.table.lines.lines
    dialog.save_to(tmp_path / "list.txt")
    assert "R109" in (tmp_path / "list.txt").read_text("utf-8-sig")
    dialog.reject()


def test_the_original_is_saved_out_again(received, forms, say, show, tmp_path):
    desk, _ = received
    dialog = show(ImportsDialog(desk, say))
    dialog.save_to(tmp_path / "original.xlsx")
    assert (tmp_path / "original.xlsx").read_bytes() == (forms / "TM-A.xlsx").read_bytes()
    assert merging.imports(desk)[0].name == "TM-A.xlsx"
