"""Where the window stood last, brought back to a screen that is there."""

from __future__ import annotations

import base64
import binascii
from typing import Final

from PySide6.QtCore import QByteArray, QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from gcm_desktop.app import people

_PREFERENCE: Final = "window"
_WIDTH, _HEIGHT = 1366, 768
_GRIP: Final = 80  # pixels of the title bar that must be in reach


def remember(window: QWidget) -> None:
    """Keep where a window stands."""
    text = base64.b64encode(window.saveGeometry().data()).decode("ascii")
    people.set_preference(_PREFERENCE, text)


def bring_back(window: QWidget) -> None:
    """Put a window where it stood last, or onto the main screen when that place is gone."""
    window.resize(_WIDTH, _HEIGHT)
    try:
        held = base64.b64decode(people.preference(_PREFERENCE), validate=True)
    except (binascii.Error, ValueError):
        held = b""
    if held:
        window.restoreGeometry(QByteArray(held))
    if not in_reach(window.geometry(), [screen.availableGeometry() for screen in QGuiApplication.screens()]):
        room = QGuiApplication.primaryScreen().availableGeometry()
        window.resize(window.size().boundedTo(room.size()))
        window.move(room.topLeft())


def in_reach(window: QRect, screens: list[QRect]) -> bool:
    """Say whether enough of the upper edge of a window is on a screen to take hold of it."""
    edge = QRect(window.left(), window.top(), window.width(), _GRIP // 2)
    seen = (screen.intersected(edge) for screen in screens)
    return any(part.width() >= _GRIP and part.height() >= _GRIP // 4 for part in seen)
