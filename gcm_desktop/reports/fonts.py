"""The faces of paper: the official serif, and which characters they have."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from gcm_desktop import assets

SERIF: Final = "LiberationSerif-Regular"
BOLD: Final = "LiberationSerif-Bold"
ITALIC: Final = "LiberationSerif-Italic"
FACES: Final = (SERIF, BOLD, ITALIC)
SANS: Final = "Roboto-Regular"  # the face of the window, for what lies beside it
SANS_MEDIUM: Final = "Roboto-Medium"
SANS_BOLD: Final = "Roboto-Bold"
MISSING: Final = "\u25a1"  # an empty box stands for a character the faces lack
_LOOKALIKES: Final = {"\u21c4": "\u2194", "\u2010": "-", "\u2011": "-", "\t": " ", "\u2028": "\n"}


@lru_cache(maxsize=1)
def register() -> frozenset[int]:
    """Make the faces known to the page maker and give the characters that all of them have."""
    rl_config.useA85 = 0  # streams as bytes, not as letters: a fifth smaller and sooner written
    for face in (*FACES, SANS, SANS_MEDIUM, SANS_BOLD):
        pdfmetrics.registerFont(TTFont(face, str(assets.resource("fonts", f"{face}.ttf"))))
    pdfmetrics.registerFontFamily(SERIF, normal=SERIF, bold=BOLD, italic=ITALIC, boldItalic=BOLD)
    known = (frozenset(pdfmetrics.getFont(face).face.charToGlyph) for face in FACES)
    return frozenset.intersection(*known)


def printable(text: str) -> str:
    """Give the text with what the faces lack replaced, so that nothing vanishes unseen."""
    composed = unicodedata.normalize("NFC", text)
    if composed.isascii() and composed.isprintable():
        return composed
    return composed.translate(_printed())


class _Printed(dict[int, str]):
    """How a character is printed, found out when it is first met."""

    def __missing__(self, sign: int) -> str:
        self[sign] = found = _print_of(chr(sign))
        return found


@lru_cache(maxsize=1)
def _printed() -> _Printed:
    return _Printed()


def _print_of(character: str) -> str:
    character = _LOOKALIKES.get(character, character)
    if character == "\n" or ord(character) in register() and character.isprintable() or character.isspace():
        return character if ord(character) in register() or character == "\n" else " "
    if unicodedata.category(character) in ("Cc", "Cf", "Mn"):
        return ""
    return MISSING


def markup(text: str) -> str:
    """Give plain text as the paragraph maker reads it."""
    return escape(printable(text)).replace("\n", "<br/>")


@lru_cache(maxsize=4096)
def width(text: str, face: str, size: float) -> float:
    """Give how wide a printable text is in points."""
    return float(pdfmetrics.stringWidth(text, face, size))
