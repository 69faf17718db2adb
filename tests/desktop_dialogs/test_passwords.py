"""A locked workbook asks for its password wherever one is read, until it opens or the person gives up."""

import io

import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from gcm_desktop.app.desk import Desk
from gcm_desktop.app.receiving import Status
from gcm_desktop.desktop.dialogs.check_file import CheckDialog
from gcm_desktop.desktop.dialogs.foreign import ForeignDialog
from gcm_desktop.desktop.dialogs.receive import ReceiveDialog
from gcm_desktop.desktop.open_return import OpenReturn
from tests.desktop_dialogs.conftest import PERIOD

PASSWORD = "Ýaňy 2026"


def lock(data, path):
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt(PASSWORD, out)
    path.write_bytes(out.getvalue())
    return path


@pytest.fixture
def locked(forms, tmp_path):
    return lock((forms / "TM-A.xlsx").read_bytes(), tmp_path / "locked.xlsx")


@pytest.fixture
def answer(hands, in_modal):
    """Type one password after the other into the questions that come; or give up."""
    asked = []

    def later(*passwords):
        def act(dialog):
            assert QApplication.focusWidget().echoMode() is QLineEdit.EchoMode.Password
            asked.append(dialog.windowTitle())
            if not passwords:
                hands.press(Qt.Key.Key_Escape)
                return
            hands.write(passwords[0])
            if passwords[1:]:
                later(*passwords[1:])
            hands.press(Qt.Key.Key_Return)

        in_modal(act)
        return asked

    return later


def test_receiving_asks_again_after_a_wrong_password(show, say, qtbot, national, locked, answer):
    asked = answer("wrong", PASSWORD)
    dialog = show(ReceiveDialog(national, say, None, [locked]))
    qtbot.waitUntil(lambda: len(asked) == 2 and not dialog.busy, timeout=60_000)
    qtbot.waitUntil(lambda: [planned.status for planned in dialog.plan] == [Status.NEW], timeout=60_000)
    dialog.close()


def test_checking_asks_and_says_so_when_the_person_gives_up(show, say, qtbot, locked, answer):
    asked = answer()
    dialog = show(CheckDialog(None, say, None, [locked]))
    qtbot.waitUntil(lambda: len(asked) == 1 and not dialog._work.busy, timeout=60_000)
    assert [checked.error.code for checked in dialog.done_files] == ["E412"]
    answer(PASSWORD)
    dialog.read([locked])
    qtbot.waitUntil(lambda: dialog.done_files[0].error is None and not dialog._work.busy, timeout=60_000)
    assert dialog.done_files[0].read.answers == 2
    dialog.close()


def test_a_home_made_table_asks_too(show, say, qtbot, tmp_path, answer):
    book, out = Workbook(), io.BytesIO()
    for row in (("What", "Total"), ("Number of visas issued", 412)):
        book.active.append(row)
    book.save(out)
    table = lock(out.getvalue(), tmp_path / "own.xlsx")
    with Desk.create(tmp_path / "TM-M.gcm", "TM-M", PERIOD) as desk:
        sheet = OpenReturn(desk, desk.key(), say)
        asked = answer("wrong", PASSWORD)
        dialog = show(ForeignDialog(sheet, table))
        qtbot.waitUntil(lambda: dialog.plan is not None and not dialog._work.busy, timeout=60_000)
        assert len(asked) == 2
        assert [row.target for row in dialog.plan.rows] == ["G05.02"]
        dialog.close()
        sheet.finish()
