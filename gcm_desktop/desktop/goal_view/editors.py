"""The fields that open over a cell: one for figures and text, one that offers a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gcm_desktop.desktop import theme
from gcm_desktop.desktop.keys import is_enter
from gcm_desktop.domain.values import State
from gcm_desktop.i18n import Words, fold

#: What ``+`` puts before a number, one after the other.
_SIGNS = ("", "~", ">=", ">", "<~")


class CellEditor(QLineEdit):
    """A line over a cell; it tells the grid where to go when it is done."""

    left = Signal(int, int, bool)  # rows and columns to move, and whether to keep what was typed
    commanded = Signal(object)  # the key press that is not for the line
    tabbed = Signal()

    def __init__(self, parent: QWidget, *, moves: bool) -> None:
        super().__init__(parent)
        self.setProperty("cell", True)
        self.moves = moves  # arrows leave the cell: it was opened by typing
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Enter, Tab and arrows; everything else is text."""
        key, shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if is_enter(event) and not control:
            self.left.emit(-1 if shift else 1, 0, True)
        elif key == Qt.Key.Key_Escape:
            self.left.emit(0, 0, False)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.left.emit(1 if key == Qt.Key.Key_Down else -1, 0, True)
        elif self.moves and key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not shift and not control:
            self.left.emit(0, 1 if key == Qt.Key.Key_Right else -1, True)
        elif control or _is_function_key(key):
            self.commanded.emit(event)
            if not event.isAccepted():
                super().keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, following: bool) -> bool:
        """Tab leads to the pane."""
        self.tabbed.emit()
        return True

    def cycle_sign(self) -> None:
        """Put the next sign of precision before the number."""
        text = self.text()
        held = next((sign for sign in sorted(_SIGNS, key=len, reverse=True) if text.startswith(sign)), "")
        following = _SIGNS[(_SIGNS.index(held) + 1) % len(_SIGNS)]
        self.setText(following + text[len(held) :].lstrip())


def _is_function_key(key: int) -> bool:
    return Qt.Key.Key_F1 <= key <= Qt.Key.Key_F12


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing offered: its code, its name here, and every name it is found by."""

    code: str
    name: str
    names: tuple[str, ...]


class ChoiceEditor(CellEditor):
    """A line with a short list under it; first letters in any language narrow it down."""

    chosen = Signal(str)  # code

    def __init__(
        self, parent: QWidget, choices: Sequence[Choice], window: QWidget, *, offer_all: bool
    ) -> None:
        super().__init__(parent, moves=False)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self._choices = choices
        self._offer_all = offer_all  # a short list shows at once, a long one after the first letter
        self.list = QListWidget(window)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setProperty("floating", True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(lambda item: self.chosen.emit(item.data(Qt.ItemDataRole.UserRole)))
        self.textChanged.connect(self._narrow)
        self.destroyed.connect(self.list.deleteLater)
        self._narrow("")

    def place_list(self) -> None:
        """Put the list under the line, or above it where there is no room."""
        window = self.list.parentWidget() or self.window()
        line = self.list.sizeHintForRow(0) if self.list.count() else theme.px(28)
        height = line * max(1, min(self.list.count(), 7)) + 4
        corner = self.mapTo(window, QPoint(0, self.height() + 2))
        if corner.y() + height > window.height():
            corner = self.mapTo(window, QPoint(0, -height - 2))
        self.list.setGeometry(corner.x(), corner.y(), max(self.width(), theme.px(260)), height)
        self.list.setVisible(self.list.count() > 0)
        self.list.raise_()

    def current(self) -> str:
        """Give the code of the marked line, empty when nothing fits."""
        item = self.list.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item and self.list.count() else ""

    def _narrow(self, typed: str) -> None:
        wanted = fold(typed.strip())
        self.list.clear()
        for choice in found(self._choices, wanted) if wanted or self._offer_all else ():
            item = QListWidgetItem(f"{choice.name}   {choice.code}", self.list)
            item.setData(Qt.ItemDataRole.UserRole, choice.code)
        self.list.setCurrentRow(0)
        if self.isVisible():
            self.place_list()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move in the list and choose; an empty line lets Enter go on."""
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.list.count():
            step = 1 if key == Qt.Key.Key_Down else -1
            self.list.setCurrentRow(min(max(self.list.currentRow() + step, 0), self.list.count() - 1))
        elif is_enter(event) and self.current():
            self.chosen.emit(self.current())
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the list away with the line."""
        self.list.hide()
        super().focusOutEvent(event)

    def hideEvent(self, event: object) -> None:
        """Take the list away with the line."""
        self.list.hide()
        super().hideEvent(event)  # type: ignore[arg-type]


def found(choices: Sequence[Choice], wanted: str) -> list[Choice]:
    """Give what fits: the very code first, then names here, names elsewhere, and words within names."""
    if not wanted:
        return list(choices)
    ranked = [(rank, choice) for choice in choices if (rank := _rank(choice, wanted)) is not None]
    return [choice for _, choice in sorted(ranked, key=lambda pair: pair[0])]


@lru_cache(maxsize=4096)
def _folded(name: str) -> str:
    """Fold a name once: every letter typed looks through 250 countries in three languages."""
    return fold(name)


def _rank(choice: Choice, wanted: str) -> int | None:
    names = [_folded(name) for name in choice.names]
    if wanted == _folded(choice.code) or wanted in names:
        return 0
    if _folded(choice.name).startswith(wanted):
        return 1
    if any(name.startswith(wanted) for name in (_folded(choice.code), *names)):
        return 2
    return 3 if any(part.startswith(wanted) for name in names for part in name.split()) else None


class ReasonChooser(QFrame):
    """Asks why a figure is not available: one key, and it is gone."""

    chosen = Signal(object)  # State
    closed = Signal()

    def __init__(self, words: Words, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("floating", True)
        self.setAccessibleName(words.say("Why is it not available?"))
        self._collected = QPushButton(words.say("1  not collected"))
        self._other = QPushButton(words.say("2  another reason"))
        box = QHBoxLayout()
        for button, state in ((self._collected, State.NOT_COLLECTED), (self._other, State.NOT_AVAILABLE)):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _=False, state=state: self._take(state))
            box.addWidget(button)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(8, 8, 8, 8)
        outer.addLayout(box)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def open_at(self, corner: QPoint) -> None:
        """Show beside a cell without leaving the window."""
        self.adjustSize()
        window = self.parentWidget() or self.window()
        x = min(corner.x(), window.width() - self.width() - 8)
        y = min(corner.y(), window.height() - self.height() - 8)
        self.move(max(x, 8), y)
        self.show()
        self.raise_()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1, L, / or Enter: not collected; 2 or O: another reason; Esc: as it was."""
        text = event.text().upper()
        if is_enter(event) or text in ("1", "L", "/") or event.key() == Qt.Key.Key_F7:
            self._take(State.NOT_COLLECTED)
        elif text in ("2", "O"):
            self._take(State.NOT_AVAILABLE)
        elif event.key() == Qt.Key.Key_Escape:
            self._close()

    def _take(self, state: State) -> None:
        self._close()
        self.chosen.emit(state)

    def _close(self) -> None:
        self.hide()
        self.closed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Somebody went elsewhere: the cell stays as it was."""
        super().focusOutEvent(event)
        if self.isVisible():
            self.hide()
