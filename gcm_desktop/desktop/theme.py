"""Colours, sizes and letters of the window, from the tokens in ``ui/styles``."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from gcm_desktop import assets
from gcm_desktop.desktop import fonts

THEMES: Final = ("light", "dark", "contrast")
ZOOMS: Final = (100, 110, 125, 150)
_TOKEN = re.compile(r"@(?:(\d+)px|([a-z_]+))")
_PICTURES: Final = ("chevron", "chevronup", "tick")
_PROPERTY: Final = "gcm_theme"
_WEIGHTS: Final = {
    "regular": QFont.Weight.Normal,
    "medium": QFont.Weight.Medium,
    "bold": QFont.Weight.Bold,
}


@dataclass(frozen=True, slots=True)
class Theme:
    """One set of colours at one zoom."""

    name: str
    zoom: int
    colors: Mapping[str, QColor]

    def px(self, length: float) -> int:
        """Give a length of the design in pixels at this zoom."""
        return round(length * self.zoom / 100)

    def sheet(self) -> str:
        """Give the style sheet with its tokens filled in."""
        text = assets.style("window.qss").read_text("utf-8")
        return _TOKEN.sub(self._token, text)

    def _token(self, match: re.Match[str]) -> str:
        length, name = match.groups()
        if name in _PICTURES:  # a style sheet takes pictures from files only
            return assets.style(f"{name}-{self.name}.svg").as_posix()
        return f"{self.px(int(length))}px" if length else self.colors[name].name()

    def palette(self) -> QPalette:
        """Give the colours to what the style sheet does not reach."""
        palette = QPalette()
        pairs = {
            QPalette.ColorRole.Window: "paper",
            QPalette.ColorRole.Base: "surface",
            QPalette.ColorRole.AlternateBase: "paper",
            QPalette.ColorRole.Button: "surface",
            QPalette.ColorRole.Text: "ink",
            QPalette.ColorRole.WindowText: "ink",
            QPalette.ColorRole.ButtonText: "ink",
            QPalette.ColorRole.PlaceholderText: "muted",
            QPalette.ColorRole.Highlight: "accent",
            QPalette.ColorRole.HighlightedText: "on_accent",
            QPalette.ColorRole.ToolTipBase: "ink",
            QPalette.ColorRole.ToolTipText: "paper",
            QPalette.ColorRole.Link: "accent",
        }
        for role, name in pairs.items():
            palette.setColor(role, self.colors[name])
        return palette


@lru_cache(maxsize=16)
def _load(name: str, zoom: int) -> Theme:
    tokens = json.loads(assets.style(f"{name}.json").read_text("utf-8"))
    return Theme(name, zoom, {key: QColor(value) for key, value in tokens.items()})


def apply(app: QApplication, name: str = "light", zoom: int = 100) -> None:
    """Dress the whole program; unknown names and zooms read as the plain ones."""
    fonts.load()
    theme = _load(name if name in THEMES else "light", zoom if zoom in ZOOMS else 100)
    app.setProperty(_PROPERTY, f"{theme.name} {theme.zoom}")
    current.cache_clear()
    app.setStyle("Fusion")
    app.setPalette(theme.palette())
    app.setFont(font())
    app.setStyleSheet(theme.sheet())


def named(name: str) -> Theme:
    """Give a theme by its name, at its plain size."""
    return _load(name, 100)


@lru_cache(maxsize=1)
def current() -> Theme:
    """Give what the program wears now; every cell painted asks."""
    app = QApplication.instance()
    name, _, zoom = str((app and app.property(_PROPERTY)) or "light 100").partition(" ")
    return _load(name, int(zoom))


def color(name: str) -> QColor:
    """Give a colour of the theme by its token."""
    return current().colors[name]


def px(length: float) -> int:
    """Give a length of the design in pixels at the present zoom."""
    return current().px(length)


def font(size: int = 14, weight: str = "regular", italic: bool = False) -> QFont:
    """Give the window's letters in a size of the design."""
    return QFont(_face(px(size), weight, italic))


@lru_cache(maxsize=64)
def _face(pixels: int, weight: str, italic: bool) -> QFont:
    face = QFont(fonts.FAMILY)
    face.setPixelSize(pixels)
    face.setWeight(_WEIGHTS[weight])
    face.setItalic(italic)
    return face
