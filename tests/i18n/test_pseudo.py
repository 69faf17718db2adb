"""Texts 40 % longer than the English ones: every page of the window, nothing clipped."""

import gettext
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QTabBar

from gcm_desktop.app.desk import Desk
from gcm_desktop.desktop import theme
from gcm_desktop.desktop.main_window import MainWindow
from gcm_desktop.desktop.start_page import StartPage
from gcm_desktop.i18n import words


class Longer(gettext.NullTranslations):
    """Every text with letters of all three languages and 40 % more of them."""

    def gettext(self, message):
        return message + " " + ("äžş" * len(message))[: max(1, round(len(message) * 0.4) - 1)]

    def pgettext(self, context, message):
        return self.gettext(message)

    def ngettext(self, one, many, n):
        return self.gettext(one if n == 1 else many)


@pytest.fixture
def longer():
    return replace(words("en"), _texts=Longer())


def clipped(screen):
    """Give the buttons, tabs and one-line labels on screen that are narrower than their text."""
    QApplication.processEvents()
    found = []
    for button in screen.findChildren(QAbstractButton):
        if button.isVisible() and button.text() and button.width() < button.minimumSizeHint().width():
            found.append(("button", button.text(), button.width(), button.minimumSizeHint().width()))
    for bar in screen.findChildren(QTabBar):
        for place in range(bar.count() if bar.isVisible() else 0):
            need, box = bar.fontMetrics().horizontalAdvance(bar.tabText(place)), bar.tabRect(place)
            if box.width() < need or box.right() > bar.width():
                found.append(("tab", bar.tabText(place), box.width(), need))
    for label in screen.findChildren(QLabel):
        if label.isVisible() and label.text():
            need = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().width()
            has = label.height() if label.wordWrap() else label.width()
            if has < need:
                found.append(("label", label.text(), has, need))
    return found


def test_the_start_page_has_room(qtbot, qapp, longer):
    theme.apply(qapp)
    page = StartPage(longer)
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page._asked_who = True
    page.show()
    assert clipped(page) == []


def test_every_page_of_the_window_has_room(qtbot, qapp, longer, tmp_path):
    theme.apply(qapp)
    window = MainWindow(Desk.create(tmp_path / "TM-M.gcm", "TM-M", "2026-Q3"))
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.sheet.words = longer
    window.retranslate()
    window.show_goal(5)
    found = {}
    for tab in ("indicators", "narrative", "registers"):
        window.show_tab(tab)
        if bad := clipped(window):
            found[tab] = bad
    window.close()
    assert found == {}
