"""The keys of the printed card, matched by their place on the keyboard where a layout moves letters."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent


class Command(StrEnum):
    """What a key asks for."""

    NEXT_GOAL = "next goal"
    PREVIOUS_GOAL = "previous goal"
    NEXT_PROBLEM = "next problem"
    NEXT_EMPTY = "next empty"
    HELP = "help"
    WHY = "why is it so"
    REASON = "one reason for many cells"
    NIL = "nil return"
    CONTROL = "control total"
    READY = "ready to send"
    SEARCH = "search"
    UNDO = "undo"
    REDO = "redo"
    COPY = "copy"
    PASTE = "paste"
    CUT = "cut"


class CellCommand(StrEnum):
    """What a key asks of the focused cell."""

    NOT_AVAILABLE = "/"
    NOT_APPLICABLE = "*"
    PRECISION = "+"
    NOTE = "-"


#: Opens the menu; digits lie in the same place in every layout.
MENU_KEY: Final = "Alt+0"
_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_NONE = Qt.KeyboardModifier.NoModifier

#: Places of the letter keys: Linux key codes (evdev + 8) and Windows scan codes.
_PLACES: Final = (
    {38: "A", 41: "F", 52: "Z", 53: "X", 54: "C", 55: "V", 29: "Y", 25: "W", 33: "P"}
    | {27: "R", 46: "L", 40: "D", 39: "S", 28: "T"}
    if sys.platform != "win32"
    else {0x1E: "A", 0x21: "F", 0x2C: "Z", 0x2D: "X", 0x2E: "C", 0x2F: "V", 0x15: "Y", 0x11: "W", 0x19: "P"}
    | {0x13: "R", 0x26: "L", 0x20: "D", 0x1F: "S", 0x14: "T"}
)
#: What the Russian and Turkmen layouts put on those places, when no place is told.
_LETTERS: Final = {
    **{ord(letter): letter for letter in "AFZXCVYWPRLDST"},
    **dict(zip(map(ord, "ФАЯЧСМНЦЗКДВЫЕ"), "AFZXCVYWPRLDST", strict=True)),
    ord("Ü"): "X", ord("Ç"): "C", ord("Ý"): "V",
}  # fmt: skip
_WITH_CONTROL: Final = {
    "F": Command.SEARCH, "Z": Command.UNDO, "Y": Command.REDO,
    "C": Command.COPY, "V": Command.PASTE, "X": Command.CUT,
}  # fmt: skip
_KEYS: Final = {
    (Qt.Key.Key_F6, _NONE): Command.NEXT_GOAL,
    (Qt.Key.Key_F6, _SHIFT): Command.PREVIOUS_GOAL,
    (Qt.Key.Key_PageDown, _CONTROL): Command.NEXT_GOAL,
    (Qt.Key.Key_PageUp, _CONTROL): Command.PREVIOUS_GOAL,
    (Qt.Key.Key_F4, _NONE): Command.NEXT_PROBLEM,
    (Qt.Key.Key_4, _ALT): Command.NEXT_PROBLEM,
    (Qt.Key.Key_Return, _CONTROL): Command.NEXT_EMPTY,
    (Qt.Key.Key_Enter, _CONTROL): Command.NEXT_EMPTY,
    (Qt.Key.Key_F3, _NONE): Command.REASON,
    (Qt.Key.Key_5, _ALT): Command.REASON,
    (Qt.Key.Key_F3, _SHIFT): Command.NIL,
    (Qt.Key.Key_6, _ALT): Command.NIL,
    (Qt.Key.Key_F11, _NONE): Command.CONTROL,
    (Qt.Key.Key_7, _ALT): Command.CONTROL,
    (Qt.Key.Key_F12, _NONE): Command.READY,
    (Qt.Key.Key_F1, _NONE): Command.HELP,
    (Qt.Key.Key_1, _ALT): Command.HELP,
    (Qt.Key.Key_F1, _SHIFT): Command.WHY,
    (Qt.Key.Key_9, _ALT): Command.WHY,
    (Qt.Key.Key_Insert, _CONTROL): Command.COPY,
    (Qt.Key.Key_Insert, _SHIFT): Command.PASTE,
    (Qt.Key.Key_Delete, _SHIFT): Command.CUT,
}
_FUNCTION_KEYS: Final = {
    Qt.Key.Key_F7: CellCommand.NOT_AVAILABLE,
    Qt.Key.Key_F8: CellCommand.NOT_APPLICABLE,
    Qt.Key.Key_F9: CellCommand.PRECISION,
    Qt.Key.Key_F2: CellCommand.NOTE,
}
_SIGNS: Final = {command.value: command for command in CellCommand}


def letter_of(event: QKeyEvent) -> str:
    """Give the Latin letter printed on the key, whatever the layout makes of it."""
    return _PLACES.get(event.nativeScanCode()) or _LETTERS.get(int(event.key()), "")


def command_of(event: QKeyEvent) -> Command | None:
    """Give what a key press asks of the window, or nothing."""
    modifiers = event.modifiers() & ~_KEYPAD
    if command := _KEYS.get((Qt.Key(event.key()), modifiers)):
        return command
    if modifiers == _CONTROL | _SHIFT and letter_of(event) == "Z":
        return Command.REDO
    return _WITH_CONTROL.get(letter_of(event)) if modifiers == _CONTROL else None


def cell_command_of(event: QKeyEvent, signs: bool = True) -> CellCommand | None:
    """Give what a key press asks of a cell; ``signs`` is false where ``/ * + -`` are text."""
    if event.modifiers() & ~(_KEYPAD | _SHIFT):
        return None
    if command := _FUNCTION_KEYS.get(Qt.Key(event.key())):
        return command
    return _SIGNS.get(event.text()) if signs else None


def is_enter(event: QKeyEvent) -> bool:
    """Say whether it is one of the two Enter keys."""
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
