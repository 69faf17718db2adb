"""Ctrl+V on the goal page: nothing is written before Enter, one Ctrl+Z takes it all back."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QApplication

from gcm_desktop.app.desk import Desk
from gcm_desktop.desktop import theme
from gcm_desktop.desktop.dialogs.paste import PasteDialog
from gcm_desktop.desktop.main_window import MainWindow
from gcm_desktop.domain.records import Maker
from tests.keyboard import has_keyboard

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
EXCEL = b"""<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="1"><Table>
 <Row><Cell><Data ss:Type="Number">100</Data></Cell><Cell><Data ss:Type="String">60</Data></Cell></Row>
 <Row><Cell><Data ss:Type="Number">70</Data></Cell></Row></Table></Worksheet></Workbook>"""


@pytest.fixture
def window(qtbot, qapp, tmp_path):
    maker = Maker("Orazow M.", "hünärmen", "0123456789abcdef")
    theme.apply(qapp)
    window = MainWindow(Desk.create(tmp_path / "TM-M.gcm", "TM-M", "2026-Q3", language="en", maker=maker))
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: has_keyboard(window))
    window.show_goal(4)
    window.grid.setFocus()
    yield window
    window.close()


def copied(text, **forms):
    mime = QMimeData()
    mime.setText(text)
    for name, data in forms.items():
        mime.setData(name, data)
    QApplication.clipboard().setMimeData(mime)


def held(window):
    return {cell: value.text for cell, value in window.desk.file.cells(window.sheet.key).items()}


@pytest.mark.parametrize(("key", "modifier"), [(Qt.Key.Key_V, CONTROL), (Qt.Key.Key_Insert, SHIFT)])
def test_enter_pastes_and_one_undo_takes_it_all_back(window, hands, in_modal, qtbot, key, modifier):
    copied("100\t60\t40\n412\u00a0000\n")
    before = []

    def confirm(_dialog):
        before.append(held(window))
        hands.press(Qt.Key.Key_Return)

    seen = in_modal(confirm)
    hands.press(key, modifier)
    assert isinstance(seen[0], PasteDialog)
    assert before == [{}]
    assert held(window) == {
        "G04.01": "100", "G04.01|SEX=F": "60", "G04.01|SEX=M": "40", "G04.01|AGE=Y0T17": "412000",
    }  # fmt: skip
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is window.grid)
    hands.press(Qt.Key.Key_Z, CONTROL)
    assert held(window) == {}


def test_escape_leaves_everything_as_it_was(window, hands, in_modal):
    copied("100\n60\n")
    in_modal(lambda _dialog: hands.press(Qt.Key.Key_Escape))
    hands.press(Qt.Key.Key_V, CONTROL)
    assert held(window) == {}


def test_exact_values_of_excel_are_named(window, hands, in_modal):
    copied("shown", **{'application/x-qt-windows-mime;value="XML Spreadsheet"': EXCEL})
    leads = []

    def look(dialog):
        leads.append((dialog.lead.text(), dialog.count.text()))
        hands.press(Qt.Key.Key_Return)

    in_modal(look)
    hands.press(Qt.Key.Key_V, CONTROL)
    assert leads[0][0].startswith("Exact values from Excel.")
    assert leads[0][1] == "Cells to change: 3 · Mended: 1 · Skipped: 0"
    assert held(window) == {"G04.01": "100", "G04.01|SEX=F": "60", "G04.01|AGE=Y0T17": "70"}


def test_a_block_one_row_off_is_moved_by_its_button_and_back(window, hands, in_modal):
    copied("0–17\t70\n18–29\t30\n")
    changes = []

    def mend(dialog):
        changes.append(set(dialog.plan.changes))
        hands.tab_to(dialog.doubts[0].button)
        hands.press(Qt.Key.Key_Space)
        changes.append(set(dialog.plan.changes))
        hands.press(Qt.Key.Key_Return)

    in_modal(mend)
    hands.press(Qt.Key.Key_V, CONTROL)
    assert changes == [{"G04.01", "G04.01|AGE=Y0T17"}, {"G04.01|AGE=Y0T17", "G04.01|AGE=Y18T29"}]
    assert held(window) == {"G04.01|AGE=Y0T17": "70", "G04.01|AGE=Y18T29": "30"}


def test_a_lone_figure_goes_into_the_field_and_waits_for_enter(window, hands):
    copied("1\u00a0250")
    hands.press(Qt.Key.Key_V, CONTROL)
    assert held(window) == {}
    assert window.grid.editing.editor.text() == "1250"
    hands.press(Qt.Key.Key_Return)
    assert held(window) == {"G04.01": "1250"}


@pytest.mark.parametrize("text", ["", "1\n" * 20_001])
def test_what_cannot_be_pasted_is_said(window, hands, in_modal, text):
    copied(text)
    seen = in_modal(lambda _dialog: hands.press(Qt.Key.Key_Return))
    hands.press(Qt.Key.Key_V, CONTROL)
    assert not isinstance(seen[0], PasteDialog)
    assert held(window) == {}
