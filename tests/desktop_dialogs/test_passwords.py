"""A locked workbook asks for its password wherever one is read, until it opens or the person gives up."""

import io

import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton

from gcm_desktop.app import registers
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.receiving import Status
from gcm_desktop.desktop.dialogs.check_file import CheckDialog
from gcm_desktop.desktop.dialogs.foreign import ForeignDialog
from gcm_desktop.desktop.dialogs.receive import ReceiveDialog
from gcm_desktop.desktop.open_return import OpenReturn
from gcm_desktop.desktop.register_bringing import RegisterBringing
from tests.desktop_dialogs.conftest import PERIOD
from tests.keyboard import has_keyboard

PASSWORD = "Ýaňy 2026"


def table_of(path, *rows):
    """Write rows into a locked workbook."""
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return lock(out.getvalue(), path)


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
    table = table_of(tmp_path / "own.xlsx", ("What", "Total"), ("Number of visas issued", 412))
    with Desk.create(tmp_path / "TM-M.gcm", "TM-M", PERIOD) as desk:
        sheet = OpenReturn(desk, desk.key(), say)
        asked = answer("wrong", PASSWORD)
        dialog = show(ForeignDialog(sheet, table))
        qtbot.waitUntil(lambda: dialog.plan is not None and not dialog._work.busy, timeout=60_000)
        assert len(asked) == 2
        assert [row.target for row in dialog.plan.rows] == ["G05.02"]
        dialog.close()
        sheet.finish()


@pytest.fixture
def bringing(show, say, tmp_path, monkeypatch):
    """Offer the tables of a register under a button; the file chosen is a locked workbook."""
    head, row = ("Other party: State", "Subject"), ("TUR", "Readmission of persons")
    table = table_of(tmp_path / "Ylalaşyklar.xlsx", head, row)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(table), ""))
    with Desk.create(tmp_path / "TM-M.gcm", "TM-M", PERIOD) as desk:
        sheet = OpenReturn(desk, desk.key(), say)
        button = show(QPushButton("Bring in"))
        offers = RegisterBringing(button)
        offers.offer(sheet, desk.catalogue.registers["BA"], button)
        yield desk, offers
        sheet.finish()


def choose_the_file(qtbot):
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    menu = QApplication.activePopupWidget()
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)


def test_a_table_for_a_register_asks_and_comes_in_by_keys_alone(qtbot, bringing, hands, answer):
    desk, offers = bringing
    asked = answer("wrong", PASSWORD)
    choose_the_file(qtbot)
    assert len(asked) == 2
    with qtbot.waitSignal(offers.brought, timeout=60_000):
        dialog = QApplication.activeModalWidget()
        qtbot.waitUntil(lambda: has_keyboard(dialog))
        assert QApplication.focusWidget() is dialog.bring_button
        hands.press(Qt.Key.Key_Return)
    (row,) = registers.rows(desk, "BA")
    assert row.texts()["subject"] == "Readmission of persons"


def test_a_register_stays_as_it_is_when_the_person_gives_up(qtbot, bringing, answer):
    desk, offers = bringing
    answer()
    with qtbot.waitSignal(offers.refused, timeout=60_000) as refused:
        choose_the_file(qtbot)
    assert refused.args[0].code == "E412"
    assert registers.rows(desk, "BA") == ()
