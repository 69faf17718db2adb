"""Texts 40 % longer than the English ones, and what of a screen they do not fit."""

import gettext
from dataclasses import replace

from PySide6.QtWidgets import QAbstractButton, QApplication, QHeaderView, QLabel, QTabBar

from gcm_desktop.i18n import words


class Longer(gettext.NullTranslations):
    """Every text with letters of all three languages and 40 % more of them."""

    def gettext(self, message):
        return message + " " + ("äžş" * len(message))[: max(1, round(len(message) * 0.4) - 1)]

    def pgettext(self, context, message):
        return self.gettext(message)

    def ngettext(self, one, many, n):
        return self.gettext(one if n == 1 else many)


def longer_words():
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


def clipped_heads(screen):
    """Give the heads of columns on screen that are narrower than their text."""
    found = []
    for head in screen.findChildren(QHeaderView):
        for at in range(head.count() if head.isVisible() else 0):
            if head.sectionSize(at) and head.sectionSize(at) < head.sectionSizeHint(at):
                text = head.model().headerData(at, head.orientation())
                found.append(("head", text, head.sectionSize(at), head.sectionSizeHint(at)))
    return found
