"""Measures, ink and paragraph styles of an official page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Table

from gcm_desktop.reports.fonts import BOLD, ITALIC, SERIF

LEFT: Final = 30 * mm  # room for binding
RIGHT: Final = 12 * mm
TOP: Final = 20 * mm
BOTTOM: Final = 20 * mm
INK: Final = HexColor(0x1A1A1A)
RULE: Final = HexColor(0x8C8C8C)
SHADE: Final = HexColor(0xEFEFEC)
CARPET: Final = HexColor(0x8A1C2C)
WATERMARK: Final = Color(0, 0, 0, alpha=0.07)

_STYLES: Final[dict[str, dict[str, Any]]] = {
    "text": {"fontSize": 10, "leading": 13},
    "justified": {"fontSize": 10, "leading": 13, "alignment": TA_JUSTIFY, "firstLineIndent": 12.5 * mm},
    "centred": {"fontSize": 10, "leading": 13, "alignment": TA_CENTER},
    "right": {"fontSize": 10, "leading": 13, "alignment": TA_RIGHT},
    "office": {"fontName": BOLD, "fontSize": 11, "leading": 14, "alignment": TA_CENTER},
    "compact": {"fontSize": 10.2, "leading": 14, "alignment": TA_CENTER},
    "title": {"fontName": BOLD, "fontSize": 14, "leading": 18, "alignment": TA_CENTER},
    "under": {"fontSize": 7.5, "leading": 9, "alignment": TA_CENTER},
    "label": {"fontSize": 9.5, "leading": 12},
    "answer": {"fontName": BOLD, "fontSize": 9.5, "leading": 12},
    "block": {"fontName": BOLD, "fontSize": 11.5, "leading": 14, "textColor": CARPET},
    "goal": {"fontName": BOLD, "fontSize": 10.5, "leading": 13},
    "share": {"fontName": ITALIC, "fontSize": 8.5, "leading": 13, "alignment": TA_RIGHT},
    "section": {"fontName": BOLD, "fontSize": 10.5, "leading": 13, "spaceBefore": 8, "spaceAfter": 3},
    "story": {"fontName": ITALIC, "fontSize": 9.5, "leading": 12, "spaceBefore": 4, "spaceAfter": 1},
    "small": {"fontSize": 8, "leading": 10},
    "head": {"fontSize": 7.5, "leading": 8.8, "alignment": TA_CENTER},
    "name": {"fontSize": 9, "leading": 10.6},
    "part": {"fontSize": 8.5, "leading": 10},
    "heading": {"fontName": ITALIC, "fontSize": 8.5, "leading": 10},
    "unit": {"fontSize": 7.5, "leading": 9.4},
    "words": {"fontSize": 7.5, "leading": 9.4, "alignment": TA_RIGHT},
    "note": {"fontName": ITALIC, "fontSize": 8, "leading": 9.6},
    "figure": {"fontSize": 8, "leading": 10, "alignment": TA_CENTER},
    "control": {"fontSize": 8.5, "leading": 10.6, "alignment": TA_RIGHT},
    "code": {"fontName": BOLD, "fontSize": 14, "leading": 18, "alignment": TA_CENTER},
}


@lru_cache(maxsize=256)
def style(name: str, indent: float = 0) -> ParagraphStyle:
    """Give a paragraph style of the pages, moved in by ``indent`` points."""
    settings = {"fontName": SERIF, "textColor": INK, "leftIndent": indent, **_STYLES[name]}
    return ParagraphStyle(f"{name}-{indent}", **settings)


class _Ruled(Table):
    """A table that draws nothing for an empty cell; most cells of a page are empty."""

    def _drawCell(self, cell: Any, *place: Any) -> None:
        if cell != "":
            super()._drawCell(cell, *place)


def ruled(lines: Sequence[Any], widths: Sequence[float], drawn: Sequence[Any], **options: Any) -> Table:
    """Give a table in the official serif; an empty cell would else bring in a face that is not embedded."""
    return _Ruled(lines, widths, style=[("FONTNAME", (0, 0), (-1, -1), SERIF), *drawn], **options)
