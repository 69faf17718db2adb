"""A home-made table brought in by keys."""

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from gcm_desktop.app.desk import Desk
from gcm_desktop.desktop.dialogs.foreign import ForeignDialog
from gcm_desktop.desktop.open_return import OpenReturn
from tests.desktop_dialogs.conftest import PERIOD


@pytest.fixture
def sheet(tmp_path, say):
    with Desk.create(tmp_path / "TM-M.gcm", "TM-M", PERIOD) as desk:
        opened = OpenReturn(desk, desk.key(), say)
        yield opened
        opened.finish()


@pytest.fixture
def own_table(tmp_path):
    book = Workbook()
    page = book.active
    for row in (
        ("№", "What", "Total", "Women", "Last year"),
        (1, "Number of visas issued", 412, 200, 380),
        (2, "Our own count", "1 250", None, 7),
    ):
        page.append(row)
    book.save(tmp_path / "own.xlsx")
    return tmp_path / "own.xlsx"


@pytest.fixture
def shown(show, qtbot, sheet, own_table):
    dialog = show(ForeignDialog(sheet, own_table))
    qtbot.waitUntil(lambda: dialog.plan is not None and not dialog._work.busy, timeout=60_000)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is dialog.table)
    yield dialog
    dialog.close()


def test_rows_are_corrected_and_brought_in_by_keys(shown, hands, sheet):
    assert [row.target for row in shown.plan.rows] == ["G05.02", ""]
    assert sheet.values == {}  # nothing before it is confirmed

    hands.tab_to(shown.bring_button)
    hands.tab_to(shown.table)
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() in (shown.target, shown.typed)
    shown.typed.setText(next(name for name, cell in shown._names.items() if cell == "G05.01"))
    hands.press(Qt.Key.Key_Return)
    assert [row.target for row in shown.plan.rows] == ["G05.02", "G05.01"]
    assert "Cells that would change: 3" in shown.count.text()

    assert sheet.values == {}  # Enter chose the row and did not confirm the table
    hands.tab_to(shown.bring_button)
    hands.press(Qt.Key.Key_Return)

    assert {cell: value.text for cell, value in sheet.values.items()} == {
        "G05.02": "412",
        "G05.02|SEX=F": "200",
        "G05.01": "1250",
    }
    sheet.undo()
    assert sheet.values == {}


def test_a_row_and_a_column_are_left_out_by_keys(shown, hands):
    hands.tab_to(shown.columns)
    hands.press(Qt.Key.Key_Down)
    hands.tab_to(shown.roles)
    hands.press(Qt.Key.Key_End)
    assert "Cells that would change: 1" in shown.count.text()
    hands.tab_to(shown.table)
    hands.press(Qt.Key.Key_Delete)
    assert "Rows left out: 2" in shown.count.text()
    assert not shown.bring_button.isEnabled()
