"""Printing and sending from the window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter

from gcm_desktop.app import entering
from gcm_desktop.app.desk import Desk
from gcm_desktop.desktop import printing
from gcm_desktop.desktop.dialogs.printing import PrintDialog
from gcm_desktop.desktop.dialogs.ready import ReadyDialog
from gcm_desktop.i18n import LANGUAGES, words
from tests.desktop_dialogs.conftest import PERIOD


@pytest.fixture
def desk(tmp_path):
    with Desk.create(tmp_path / "TM-M.gcm", "TM-M", PERIOD) as desk:
        entering.enter(desk, desk.key(), "G05.01", "450")
        yield desk


def test_pages_are_seen_before_they_are_printed(show, say, qtbot, desk, tmp_path):
    dialog = show(PrintDialog(desk, say))
    qtbot.waitUntil(lambda: not dialog.busy, timeout=60_000)
    assert dialog.pictures
    assert dialog.pictures[0].height() > dialog.pictures[0].width()
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    assert printing.print_pages(dialog.made, printer) == len(dialog.pictures)
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF")


def test_another_language_makes_other_pages(show, say, qtbot, desk):
    dialog = show(PrintDialog(desk, say))
    qtbot.waitUntil(lambda: not dialog.busy, timeout=60_000)
    first = dialog.pictures[0]
    dialog.language.parts["ru"].click()
    qtbot.waitUntil(lambda: not dialog.busy, timeout=60_000)
    assert dialog.pictures[0] != first


def test_a_blank_form_of_one_goal_and_the_key_card_are_seen_as_well(show, say, qtbot, desk):
    dialog = show(PrintDialog(desk, say))
    for kind in ("blank", "card"):
        dialog.kind.setCurrentIndex(dialog.kind.findData(kind))
        dialog.goal.setCurrentIndex(max(dialog.goal.findData(3), 0))
        qtbot.waitUntil(lambda: not dialog.busy, timeout=60_000)
        assert dialog.goal.isVisible() is (kind == "blank")
    assert len(dialog.pictures) == 2
    assert dialog.goal.findData(22) == -1  # asks a department nothing


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


def test_every_paper_of_a_national_file_is_seen(show, say, qtbot, tmp_path):
    with Desk.create(tmp_path / "n.gcm", "", "2026-Q3", national=True, listed=False) as national:
        national.file.ensure_return(national.key("TM-M"))
        dialog = show(PrintDialog(national, say))
        for kind in ("completeness", "goal"):
            dialog.kind.setCurrentIndex(dialog.kind.findData(kind))
            dialog.goal.setCurrentIndex(max(dialog.goal.findData(5), 0))
            qtbot.waitUntil(lambda: not dialog.busy, timeout=60_000)
            assert dialog.pictures
            assert not dialog.what.isVisible()
            assert dialog.goal.isVisible() is (kind == "goal")


def test_a_corrigendum_needs_a_sent_return_and_says_so(show, in_modal, hands, say, qtbot, desk):
    dialog = show(PrintDialog(desk, say))
    qtbot.waitUntil(lambda: not dialog.busy, timeout=60_000)
    in_modal(lambda _told: hands.press(Qt.Key.Key_Return))
    dialog.kind.setCurrentIndex(dialog.kind.findData("corrigendum"))
    assert dialog.busy
    assert dialog.column.count() == 0
    dialog.kind.setCurrentIndex(dialog.kind.findData("summary"))
    qtbot.waitUntil(lambda: not dialog.busy, timeout=60_000)
