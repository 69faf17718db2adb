"""Brings the program's own letters, so that every computer shows the same ones."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase

from gcm_desktop import assets

FAMILY: Final = "Roboto"
_OTHER: Final = "Liberation Serif"  # arrows and signs that Roboto lacks
_FILES: Final = (
    "Roboto-Regular.ttf",
    "Roboto-Medium.ttf",
    "Roboto-Bold.ttf",
    "Roboto-Italic.ttf",
    "LiberationSerif-Regular.ttf",
)


@lru_cache(maxsize=1)
def load() -> tuple[int, ...]:
    """Load the window's fonts once; Qt needs its application object first."""
    QFont.insertSubstitution(FAMILY, _OTHER)
    return tuple(QFontDatabase.addApplicationFont(str(assets.resource("fonts", name))) for name in _FILES)
