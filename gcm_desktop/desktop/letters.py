"""The row of the eight Turkmen letters: there while a text field has the keyboard, a click writes one."""

from __future__ import annotations

import sys
from typing import Final

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QBoxLayout,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from gcm_desktop.app import people
from gcm_desktop.desktop import theme

LETTERS: Final = "äçňöşüýž"
KEY: Final = "Alt+8"
FIGURES: Final = "figures"  # the property of fields that take figures, not words
_BASES: Final = dict(zip("acnosuyz", LETTERS, strict=True))
_NAME: Final = "letters"
_PREFERENCE: Final = "letters"
#: Places of the keys 1 to 8 above the letters: Linux key codes (evdev + 8) and Windows scan codes.
_FIRST_PLACE: Final = 0x02 if sys.platform == "win32" else 10
_ALT: Final = Qt.KeyboardModifier.AltModifier
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier

TextField = QLineEdit | QPlainTextEdit


class LetterRow(QFrame):
    """Eight small buttons that never take the keyboard."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(_NAME)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.buttons = [QToolButton(self) for _ in LETTERS]
        for letter, button in zip(LETTERS, self.buttons, strict=True):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setAccessibleName(letter)
            row.addWidget(button)
        self.capitals = False
        self.numbered = False
        self.write()

    def write(self) -> None:
        """Show the letters as they would be written now."""
        for place, (letter, button) in enumerate(zip(LETTERS, self.buttons, strict=True), 1):
            sign = letter.upper() if self.capitals else letter
            button.setText(f"{place} {sign}" if self.numbered else sign)
            button.setToolTip(f"{sign}   {KEY} {place}")
            button.setMinimumWidth(theme.px(26))

    def show_as(self, *, capitals: bool, numbered: bool) -> None:
        """Show capitals while Shift is held, and numbers while a number is awaited."""
        if (capitals, numbered) != (self.capitals, self.numbered):
            self.capitals, self.numbered = capitals, numbered
            self.write()


class Letters(QObject):
    """Follows the keyboard from field to field through every window of the program."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._field: TextField | None = None
        self._row: LetterRow | None = None
        app.focusChanged.connect(self._on_focus)

    @property
    def wanted(self) -> bool:
        """Say whether this person wants the row."""
        return people.preference(_PREFERENCE, "on") == "on"

    def want(self, wanted: bool) -> None:
        """Show the row from now on, or never."""
        people.set_preference(_PREFERENCE, "on" if wanted else "off")
        self._on_focus(None, QApplication.focusWidget())

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        self._leave()
        if now is None or not shiboken6.isValid(now) or not _takes_words(now) or not self.wanted:
            return
        row = _row_in(now.window())
        if row is None or not shiboken6.isValid(now):  # a dialog of Qt's own may let its field go meanwhile
            return
        self._field, self._row = now, row  # type: ignore[assignment]
        now.installEventFilter(self)
        row.show_as(capitals=False, numbered=False)
        row.show()

    def _leave(self) -> None:
        field, row = self._field, self._row
        self._field = self._row = None
        if field is not None and shiboken6.isValid(field):
            field.removeEventFilter(self)
        if row is not None and shiboken6.isValid(row):
            row.hide()

    def insert(self, place: int, *, capital: bool) -> None:
        """Write one letter at the cursor, as its own key would."""
        letter = LETTERS[place].upper() if capital else LETTERS[place]
        if self._field is None:
            return
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(self._field, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))

    def press(self, row: LetterRow, place: int) -> None:
        """Do what a click on a button asks."""
        if row is self._row:
            held = QApplication.keyboardModifiers() & _SHIFT
            self.insert(place, capital=row.capitals or bool(held))
            row.show_as(capitals=bool(held), numbered=False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Watch Shift and the key of the row in the field that has the keyboard."""
        row = self._row
        if row is None or watched is not self._field or not isinstance(event, QKeyEvent):
            return False
        if event.key() == Qt.Key.Key_Shift:
            down = event.type() == QEvent.Type.KeyPress
            row.show_as(capitals=down, numbered=row.numbered)
        elif event.type() == QEvent.Type.KeyPress:
            return self._pressed(row, event)
        return False

    def _pressed(self, row: LetterRow, event: QKeyEvent) -> bool:
        if event.modifiers() == _ALT and event.key() == Qt.Key.Key_8:
            row.show_as(capitals=False, numbered=not row.numbered)
            return True
        if not row.numbered:
            return False
        row.show_as(capitals=row.capitals, numbered=False)
        if event.key() == Qt.Key.Key_Escape:
            return True
        place = _place(event)
        if place < 0:
            return False
        self.insert(place, capital=bool(event.modifiers() & _SHIFT))
        return True


def _place(event: QKeyEvent) -> int:
    """Give which letter a key names, by its number or the plain letter below it; -1 for none."""
    if event.modifiers() & ~_SHIFT & ~Qt.KeyboardModifier.KeypadModifier:
        return -1
    plain = _BASES.get(event.text().lower())
    if plain:
        return LETTERS.index(plain)
    for place in (event.nativeScanCode() - _FIRST_PLACE, int(event.key()) - int(Qt.Key.Key_1)):
        if 0 <= place < len(LETTERS):
            return place
    return -1


def _takes_words(field: QWidget) -> bool:
    if not isinstance(field, QLineEdit | QPlainTextEdit) or field.isReadOnly() or not field.isEnabled():
        return False
    if field.property(FIGURES):
        return False
    above = field.parent()
    while isinstance(above, QWidget) and not above.isWindow():
        if isinstance(above, QAbstractItemView | QAbstractSpinBox):
            return False
        above = above.parent()
    return True


def _row_in(window: QWidget) -> LetterRow | None:
    """Give the row of a window, laid into its lowest line at first use."""
    rows: list[QFrame] = list(window.findChildren(QFrame, _NAME))
    for held in rows:
        if isinstance(held, LetterRow) and held.window() is window:
            return held
    line = _lowest_line(window)
    if line is None:
        return None
    row = LetterRow(window)
    air = next((n for n in range(line.count()) if _is_air(line, n)), 0)
    line.insertWidget(air, row)
    policy = QSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    policy.setRetainSizeWhenHidden(isinstance(window, QDialog))  # so that no button moves
    row.setSizePolicy(policy)
    letters = of(QApplication.instance())
    for place, button in enumerate(row.buttons):
        button.clicked.connect(lambda _=False, place=place: letters.press(row, place))
    return row


def _is_air(line: QBoxLayout, place: int) -> bool:
    item = line.itemAt(place)
    return item is not None and item.spacerItem() is not None and bool(item.expandingDirections())


def _lowest_line(window: QWidget) -> QBoxLayout | None:
    foot = getattr(window, "foot", None)
    if isinstance(foot, QWidget):
        found = foot.layout()
        return found if isinstance(found, QHBoxLayout) else None
    page = window.layout()
    for n in reversed(range(page.count() if page is not None else 0)):
        item = page.itemAt(n) if page is not None else None
        if item is not None and isinstance(inner := item.layout(), QHBoxLayout):
            return inner
    return None


def of(app: object) -> Letters:
    """Give the letters of the program, made on first use."""
    if not isinstance(app, QApplication):
        raise TypeError("the letters need a program with windows")
    return app.findChild(Letters) or Letters(app)
