"""Dialogs over real files and real workbooks, worked with real keys."""

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gcm_desktop.app import people, sending
from gcm_desktop.app.desk import Desk
from gcm_desktop.catalogue import load
from gcm_desktop.desktop import theme
from gcm_desktop.domain.values import number
from gcm_desktop.exchange.filler import fill_template
from gcm_desktop.i18n import words
from tests.keyboard import has_keyboard

PERIOD = "2026-Q3"
PERSON = people.Person("Orazow M.", "baş hünärmen", "12-34-56")


class Hands:
    """Ten fingers: every key goes to whatever has the keyboard."""

    def press(self, key, modifiers=Qt.KeyboardModifier.NoModifier):
        assert QApplication.focusWidget() is not None, "no field has the keyboard"
        QTest.keyClick(QApplication.focusWidget(), key, modifiers)

    def write(self, text):
        for letter in text:
            target = QApplication.focusWidget()
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(target, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))

    def tab_to(self, widget):
        for _ in range(40):
            if QApplication.focusWidget() is widget:
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"{widget.accessibleName() or widget} is out of reach of Tab")


@pytest.fixture
def hands():
    return Hands()


@pytest.fixture
def say():
    return words("en")


@pytest.fixture
def show(qtbot, qapp):
    def shown(widget):
        theme.apply(qapp)
        qtbot.addWidget(widget)
        widget.show()
        widget.activateWindow()
        qtbot.waitUntil(lambda: has_keyboard(widget))
        return widget

    return shown


@pytest.fixture
def in_modal(qtbot):
    """Do something in the modal dialog that the next key opens."""

    def later(act):
        seen = []

        def look():
            dialog, focus = QApplication.activeModalWidget(), QApplication.focusWidget()
            if dialog is None or focus is None or not dialog.isAncestorOf(focus):
                QTimer.singleShot(10, look)
                return
            seen.append(dialog)
            act(dialog)

        QTimer.singleShot(0, look)
        return seen

    return later


@pytest.fixture(scope="session")
def forms(tmp_path_factory):
    """Two forms filled by hand, and a second version of the first that differs in one cell."""
    folder = tmp_path_factory.mktemp("returns")
    catalogue = load()
    for unit, figures in (("TM-A", "120"), ("TM-L", "85")):
        form = folder / f"form-{unit}.xlsx"
        sending.template(form, unit, PERIOD, "tk", catalogue=catalogue)
        answers = {"G05.01": number(figures), "G05.02": number("40")}
        fill_template(form, folder / f"{unit}.xlsx", answers, catalogue)
    fill_template(folder / "form-TM-A.xlsx", folder / "TM-A-2.xlsx", {"G05.01": number("125")}, catalogue)
    return folder


@pytest.fixture
def national(tmp_path):
    maker = people.Maker(PERSON.name, PERSON.position, "0123456789abcdef")
    desk = Desk.create(tmp_path / "national.gcm", "", PERIOD, national=True, maker=maker)
    yield desk
    desk.close()
