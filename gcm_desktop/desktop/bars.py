"""The two bars of the window: what is open and what can be done with it, and what is left to mend."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from gcm_desktop.app import acting
from gcm_desktop.app.desk import unit_name
from gcm_desktop.desktop import glyphs, theme
from gcm_desktop.desktop.glyphs import Glyph
from gcm_desktop.desktop.keys import MENU_KEY
from gcm_desktop.desktop.languages import NAMES, language_button
from gcm_desktop.desktop.open_return import OpenReturn
from gcm_desktop.domain.records import ActKind
from gcm_desktop.errors import Severity
from gcm_desktop.i18n import mark

_ROOMY: Final = 1200  # from here on the buttons of the top bar carry words

CHANGED: Final = mark("changed since sent")
STATES: Final = {
    None: mark("draft"),
    ActKind.SENT: mark("sent"),
    ActKind.RECEIVED: mark("received"),
    ActKind.CHECKED: mark("checked"),
    ActKind.ACCEPTED: mark("accepted"),
    ActKind.RETURNED: mark("returned with remarks"),
    ActKind.ANSWERED: mark("remarks answered"),
    ActKind.LOCKED: mark("locked"),
}


class TopBar(QFrame):
    """Unit, period, state, saved; check, print, ready to send; language and person."""

    language_chosen = Signal(str)

    def __init__(self, sheet: OpenReturn, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("bar", True)
        self.setFixedHeight(theme.px(56))
        self._sheet = sheet
        self._moment: datetime | None = None
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.refresh)
        self.menu = QToolButton(self)
        self.place = QPushButton(self)
        self.place.setProperty("flat", True)
        self.place.setProperty("place", True)
        self.place.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._state, self._saved, self._tick = QLabel(self), QLabel(self), QLabel(self)
        self._state.setProperty("role", "chip")
        self._state.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self._saved.setProperty("role", "good")
        self.practice = QLabel(self)
        self.practice.setProperty("role", "practice")
        self.practice.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self.check, self.print, self.ready = QPushButton(self), QPushButton(self), QPushButton(self)
        self.check.setProperty("flat", True)
        self.print.setProperty("flat", True)
        self.ready.setProperty("main", True)
        self.person = QPushButton(self)
        self.person.setProperty("flat", True)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 12, 0)
        row.setSpacing(4)
        for widget in (self.menu, self.place, self.practice, self._state):
            row.addWidget(widget)
        row.addSpacing(8)
        row.addWidget(self._tick)
        row.addWidget(self._saved)
        row.addStretch(1)
        for widget in (self.check, self.print):
            row.addWidget(widget)
        row.addSpacing(4)
        row.addWidget(self.ready)
        self.ready.setVisible(not sheet.desk.file.view_only)
        row.addSpacing(8)
        self._languages = QButtonGroup(self)
        self.languages: dict[str, QToolButton] = {}
        for code in NAMES:
            row.addWidget(self._language(code))
        row.addSpacing(4)
        row.addWidget(self.person)
        self.watch(sheet)

    def _language(self, code: str) -> QToolButton:
        button = language_button(code, self.language_chosen.emit, self)
        self._languages.addButton(button)
        self.languages[code] = button
        return button

    def watch(self, sheet: OpenReturn) -> None:
        """Belong to another return."""
        self._sheet = sheet
        self._moment = sheet.last_saved
        sheet.saved.connect(self.show_saved)
        self.retranslate()

    def rest(self) -> None:
        """Look at the file no more: it is about to close."""
        self._later.stop()

    def retranslate(self) -> None:
        """Write everything in the language of the return, and draw it in the colours of the theme."""
        words = self._sheet.words
        self.menu.setIcon(glyphs.icon("menu"))
        self.menu.setAccessibleName(words.say("Menu"))
        self.menu.setToolTip(f"{words.say('Menu')} ({MENU_KEY})")
        self.menu.setShortcut(MENU_KEY)
        self.check.setIcon(glyphs.icon("clipboard-check"))
        self.print.setIcon(glyphs.icon("printer"))
        self.ready.setText(words.say("Ready to send"))
        self.person.setIcon(glyphs.icon("user"))
        self._fit()
        self._tick.setPixmap(glyphs.pixmap(Glyph.GOOD, theme.px(14)))
        self.languages[words.code].setChecked(True)
        key = self._sheet.key
        name = unit_name(self._sheet.desk.catalogue, key.unit, words.code)
        self.place.setText(f"{name} · {words.period_short(key.period)}")
        self.place.setToolTip(f"{name}, {words.period(key.period)}")
        self.practice.setText(words.say("practice"))
        self.practice.setToolTip(
            words.say("The figures of this file are made up and never meet real returns.")
        )
        self.practice.setVisible(self._sheet.desk.practice)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the quiet buttons are signs; their words stay in the tips."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() < theme.px(_ROOMY)
        words = self._sheet.words
        maker = self._sheet.desk.maker
        texts = (words.say("Check"), words.say("Print…"), maker.name if maker else words.say("Who are you?"))
        for button, text in zip((self.check, self.print, self.person), texts, strict=True):
            button.setText("" if narrow else f" {text}")
            button.setToolTip(text)
            button.setAccessibleName(text)
        who = words.say("Who is at the keyboard")
        self.person.setToolTip(f"{who}: {texts[-1]}  (F10)")
        self.person.setAccessibleName(f"{who}: {texts[-1]}")

    def show_saved(self, moment: datetime) -> None:
        """Say when the last COMMIT returned; the state of the return follows when the keyboard rests."""
        self._moment = moment
        self._show_moment()
        self._later.start()

    def refresh(self) -> None:
        """Show the state of the return and the moment of the last commit."""
        words = self._sheet.words
        state = acting.state_of(self._sheet.desk, self._sheet.key)
        changed = state is None and self._sheet.was_sent
        self._state.setText(words.say(CHANGED if changed else STATES.get(state, "draft")))
        self._show_moment()

    def _show_moment(self) -> None:
        words = self._sheet.words
        moment = self._moment.astimezone() if self._moment and self._moment.tzinfo else self._moment
        self._tick.setVisible(moment is not None)
        self._saved.setText(words.say("saved {time}", time=f"{moment:%H:%M:%S}") if moment else "")

    @property
    def saved_text(self) -> str:
        """Give what the bar says of saving."""
        return self._saved.text()


class FootBar(QFrame):
    """Findings by their weight, the next one on F4; what is blank, on Ctrl+Enter; the keys on F1."""

    next_wanted = Signal()
    blank_wanted = Signal()
    keys_wanted = Signal()

    def __init__(self, sheet: OpenReturn, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("foot", True)
        self.setFixedHeight(theme.px(34))
        self._sheet = sheet
        self._counts: dict[Severity, tuple[QLabel, QLabel]] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(6)
        self._free = QLabel(self)
        self._free.setProperty("role", "side")
        row.addWidget(self._free)
        for severity in (Severity.ERROR, Severity.WARNING, Severity.COMMENT):
            sign, text = QLabel(self), QLabel(self)
            row.addWidget(sign)
            row.addWidget(text)
            row.addSpacing(12)
            self._counts[severity] = (sign, text)
        self.next = QToolButton(self)
        self.next.clicked.connect(self.next_wanted)
        row.addWidget(self.next)
        self.blank = QToolButton(self)
        self.blank.clicked.connect(self.blank_wanted)
        row.addWidget(self.blank)
        row.addStretch(1)
        self.said = QLabel(self)
        self.said.setProperty("role", "side")
        row.addWidget(self.said)
        row.addSpacing(16)
        self.keys = QToolButton(self)
        self.keys.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.keys.clicked.connect(self.keys_wanted)
        row.addWidget(self.keys)
        self.watch(sheet)

    def watch(self, sheet: OpenReturn) -> None:
        """Belong to another return."""
        self._sheet = sheet
        sheet.checked.connect(self.refresh)
        self.retranslate()

    def retranslate(self) -> None:
        """Write everything in the language of the return."""
        words = self._sheet.words
        self.next.setText(f"{words.say('Next problem')}   F4")
        self._fit()
        self.keys.setIcon(glyphs.icon("keyboard", "muted", 18))
        self._free.setText(words.say("Nothing to mend in what is filled"))
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the key alone names the legend."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        name = self._sheet.words.say("Keys and legend")
        narrow = self.width() < theme.px(_ROOMY)
        self.keys.setText(" F1" if narrow else f" {name}   F1")
        self.keys.setAccessibleName(name)
        self.keys.setToolTip(f"{name}   F1")

    def refresh(self) -> None:
        """Count the findings again."""
        words = self._sheet.words
        found = [issue.severity for issues in self._sheet.findings.values() for issue in issues]
        signs = {
            Severity.ERROR: Glyph.ERROR,
            Severity.WARNING: Glyph.WARNING,
            Severity.COMMENT: Glyph.EXPLAIN,
        }
        for severity, (sign, text) in self._counts.items():
            n = found.count(severity)
            sign.setPixmap(glyphs.pixmap(signs[severity], theme.px(14)))
            sign.setVisible(n > 0)
            text.setVisible(n > 0)
            number = words.number(n)
            if severity is Severity.ERROR:
                text.setText(words.count(n, "{n} error", "{n} errors"))
            elif severity is Severity.WARNING:
                text.setText(words.count(n, "{n} warning", "{n} warnings"))
            else:
                text.setText(words.say("to explain: {n}", n=number))
        blank = sum(max(count.expected - count.filled, 0) for count in self._sheet.counts.values())
        still = words.say("still blank: {n}", n=words.number(blank))
        self.blank.setText(f"{still}   Ctrl+Enter")
        self.blank.setVisible(blank > 0)
        some = any(found.count(severity) for severity in self._counts)
        self.next.setVisible(some)
        self._free.setVisible(not some)
