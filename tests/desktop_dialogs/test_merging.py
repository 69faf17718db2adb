"""Receiving, withdrawing, settling."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from gcm_desktop.app import merging
from gcm_desktop.app.receiving import Status
from gcm_desktop.desktop.dialogs.conflicts import ConflictsDialog
from gcm_desktop.desktop.dialogs.imports import ImportsDialog
from gcm_desktop.desktop.dialogs.receive import ReceiveDialog
from gcm_desktop.domain.units import parse_unit, return_of
from tests.desktop_dialogs.conftest import PERIOD
from tests.keyboard import has_keyboard

AHAL = return_of(parse_unit("TM-A"), PERIOD)


@pytest.fixture
def receive(show, say, qtbot, hands, national):
    def done(*paths):
        dialog = show(ReceiveDialog(national, say, None, paths))
        qtbot.waitUntil(lambda: bool(dialog.plan) and not dialog.busy, timeout=60_000)
        if dialog.take_button.isEnabled():
            qtbot.waitUntil(lambda: QApplication.focusWidget() is dialog.take_button)
            hands.press(Qt.Key.Key_Return)
            qtbot.waitUntil(lambda: dialog.finished_taking, timeout=60_000)
        dialog.close()
        return dialog

    return done


def test_two_returns_are_shown_then_taken(show, say, qtbot, hands, national, forms):
    dialog = show(ReceiveDialog(national, say, None, [forms / "TM-A.xlsx", forms / "TM-L.xlsx"]))
    qtbot.waitUntil(lambda: bool(dialog.plan) and not dialog.busy, timeout=60_000)
    assert [planned.status for planned in dialog.plan] == [Status.NEW, Status.NEW]
    assert dialog.changes.table.model().rowCount() == 2
    assert national.file.imports() == ()  # nothing is written before it is confirmed
    qtbot.waitUntil(lambda: QApplication.focusWidget() is dialog.take_button)
    hands.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.finished_taking, timeout=60_000)
    assert "Files merged: 2" in dialog.report.text()
    assert national.file.cells(AHAL)["G05.01"].text == "120"
    dialog.close()


def test_a_folder_is_read_without_leftovers(receive, national, forms, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "TM-A.xlsx").write_bytes((forms / "TM-A.xlsx").read_bytes())
    (tmp_path / "in" / "~$TM-A.xlsx").write_bytes(b"owner")
    (tmp_path / "in" / ".~lock.TM-A.xlsx#").write_bytes(b"owner")
    dialog = receive(tmp_path / "in")
    assert [planned.name for planned in dialog.plan] == ["TM-A.xlsx"]


def test_a_refused_file_says_its_sentence_and_changes_nothing(receive, national, tmp_path):
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"PK\x03\x04 and then nothing of use")
    dialog = receive(bad)
    assert dialog.plan[0].status is Status.REFUSED
    assert "bad.xlsx" in dialog.changes.sentence.text()
    assert dialog.changes.code.text().startswith("E4")
    assert not dialog.take_button.isEnabled()
    assert national.file.imports() == ()


def test_the_filter_finds_a_cell(receive, national, forms):
    dialog = receive(forms / "TM-A.xlsx")
    assert dialog.changes.table.model().rowCount() == 2
    dialog.changes.search.setText("G05.02")
    assert dialog.changes.table.model().rowCount() == 1


def test_a_file_is_withdrawn_and_put_back_with_a_reason(
    receive, show, in_modal, hands, say, qtbot, national, forms
):
    receive(forms / "TM-A.xlsx")
    dialog = show(ImportsDialog(national, say))

    def give(reason):
        def type_it(_dialog):
            hands.write(reason)
            hands.press(Qt.Key.Key_Return)

        in_modal(type_it)
        hands.press(Qt.Key.Key_Return)
        dialog.activateWindow()  # no window manager here to give the keyboard back
        qtbot.waitUntil(lambda: has_keyboard(dialog))

    give("sent by mistake")
    assert national.file.imports()[0].withdrawn
    assert "G05.01" not in national.file.cells(AHAL)
    assert dialog.turn_button.text() == "Put back"
    give("it was right after all")
    assert not national.file.imports()[0].withdrawn
    assert national.file.cells(AHAL)["G05.01"].text == "120"


def test_a_conflict_is_settled_by_keys(receive, show, hands, say, national, forms):
    receive(forms / "TM-A.xlsx", forms / "TM-A-2.xlsx")
    assert [found.cell for found in merging.conflicts(national)] == ["G05.01"]
    dialog = show(ConflictsDialog(national, say))
    wanted = dialog.choices.lines.lines[1].texts[1]
    hands.write("2")
    hands.write("the later form is right")
    hands.press(Qt.Key.Key_Return)
    assert merging.conflicts(national) == ()
    assert national.file.cells(AHAL)["G05.01"].text == wanted
    assert dialog.empty.isVisible()


def test_another_value_is_typed_with_key_4(receive, show, hands, say, national, forms):
    receive(forms / "TM-A.xlsx", forms / "TM-A-2.xlsx")
    show(ConflictsDialog(national, say))
    hands.write("4")
    hands.write("123")
    hands.press(Qt.Key.Key_Return)
    hands.write("asked by telephone")
    hands.press(Qt.Key.Key_Return)
    assert national.file.cells(AHAL)["G05.01"].text == "123"
    assert merging.conflicts(national) == ()


def test_without_a_reason_nothing_is_decided(receive, show, hands, say, national, forms):
    receive(forms / "TM-A.xlsx", forms / "TM-A-2.xlsx")
    dialog = show(ConflictsDialog(national, say))
    hands.write("1")
    hands.press(Qt.Key.Key_Return)
    assert not dialog.decide_button.isEnabled()
    assert len(merging.conflicts(national)) == 1


def test_the_decisions_that_rest_on_a_file_are_named_before_and_after(
    receive, show, in_modal, hands, say, national, forms
):
    receive(forms / "TM-A.xlsx", forms / "TM-A-2.xlsx")
    conflict = merging.conflicts(national)[0]
    merging.decide(national, AHAL, "G05.01", value=conflict.choices[0].value, reason="asked by telephone")
    dialog = show(ImportsDialog(national, say))
    leads = []

    def give(question):
        leads.append(question.form.lead.text())
        hands.write("sent by mistake")
        hands.press(Qt.Key.Key_Return)

    in_modal(give)
    hands.press(Qt.Key.Key_Return)
    assert "G05.01" in leads[0]
    assert "Decisions that sleep now: G05.01" in dialog.report.text()


def test_what_is_not_understood_decides_nothing(receive, show, hands, say, national, forms):
    receive(forms / "TM-A.xlsx", forms / "TM-A-2.xlsx")
    dialog = show(ConflictsDialog(national, say))
    hands.write("4")
    hands.write("many")
    hands.press(Qt.Key.Key_Return)
    hands.write("asked by telephone")
    hands.press(Qt.Key.Key_Return)
    assert "many" in dialog.about.text()
    assert len(merging.conflicts(national)) == 1
