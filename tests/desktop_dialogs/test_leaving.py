"""Sending from the window."""

import pytest
from PySide6.QtCore import Qt

from gcm_desktop.app import entering
from gcm_desktop.app.desk import Desk
from gcm_desktop.desktop.dialogs.ready import ReadyDialog
from gcm_desktop.i18n import LANGUAGES, words
from tests.desktop_dialogs.conftest import PERIOD


@pytest.fixture
def desk(tmp_path):
    with Desk.create(tmp_path / "TM-M.gcm", "TM-M", PERIOD) as desk:
        entering.enter(desk, desk.key(), "G05.01", "450")
        yield desk


def test_open_cells_are_named_and_the_return_goes_all_the_same(show, in_modal, hands, say, qtbot, desk):
    dialog = show(ReadyDialog(desk, desk.key(), say))
    assert dialog.open_errors > 0
    in_modal(lambda question: hands.press(Qt.Key.Key_Return))
    with qtbot.waitSignal(dialog.sent):
        hands.press(Qt.Key.Key_Return)
    written = dialog.gone.path
    assert written.read_bytes().startswith(b"PK")
    assert written.name in dialog.outcome.text()
    assert dialog.gone.check_code in dialog.outcome.text()


def test_enter_on_a_finding_leads_to_its_cell(show, hands, say, qtbot, desk):
    dialog = show(ReadyDialog(desk, desk.key(), say))
    hands.tab_to(dialog.table)
    cell = dialog.table.chosen_line().thing.where.cell
    with qtbot.waitSignal(dialog.go_to) as went:
        hands.press(Qt.Key.Key_Return)
    assert went.args == [cell]
    assert not dialog.isVisible()


def test_an_explanation_stays_with_its_cell(show, hands, say, desk):
    dialog = show(ReadyDialog(desk, desk.key(), say))
    cell = dialog.table.chosen_line().thing.where.cell
    hands.tab_to(dialog.note)
    hands.write("not counted yet")
    hands.press(Qt.Key.Key_Return)
    assert desk.file.cells(desk.key())[cell].note == "not counted yet"


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_in_any_language(show, language, desk):
    dialog = show(ReadyDialog(desk, desk.key(), words(language)))
    for button in (dialog.send_button, dialog.go_button, dialog.folder_button, dialog.all_button):
        assert button.width() >= button.minimumSizeHint().width()
    assert dialog.width() <= 1366
