"""Measures, ink and paragraph styles of an official page."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from functools import lru_cache
from typing import Any, Final

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Table
from reportlab.platypus.tables import CellStyle

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
    "cover": {"fontName": BOLD, "fontSize": 20, "leading": 25, "alignment": TA_CENTER},
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


#: What of a cell's look a command sets, for the commands that a page uses.
_LOOKS: Final = {
    "FONTNAME": "fontname",
    "ALIGN": "alignment",
    "VALIGN": "valign",
    "LEFTPADDING": "leftPadding",
    "RIGHTPADDING": "rightPadding",
    "TOPPADDING": "topPadding",
    "BOTTOMPADDING": "bottomPadding",
}
_WHOLE: Final = ((0, 0), (-1, -1))


class OneLine(Flowable):
    """What fills its cell with one line: a figure, or words that fit; it is drawn without more ado."""

    height: float

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """Take the whole width of the cell."""
        self.width = available
        return available, self.height

    def draw(self) -> None:
        """Draw at the place the page maker has moved to."""
        self.draw_at(self.canv, 0, 0, self.width)

    def draw_at(self, pen: Any, x: float, y: float, wide: float) -> None:
        """Draw into a field ``wide`` points broad whose lower left corner is given."""
        raise NotImplementedError


class _Ruled(Table):
    """A table whose cells share their looks; lines of words are drawn at once, empty cells not at all."""

    def _addCommand(self, command: Any) -> None:
        """Give the cells a command names a look of their own; most share one."""
        name = _LOOKS.get(command[0])
        if name is None:
            super()._addCommand(command)
            return
        (first, top), (last, bottom) = command[1:3]
        first, last, top, bottom = self.normCellRange(first, last, top, bottom)
        made: dict[int, CellStyle] = {}
        for looks in self._cellStyles[top : bottom + 1]:
            for column in range(first, last + 1):
                look = looks[column]
                if id(look) not in made:
                    made[id(look)] = copy(look)
                    setattr(made[id(look)], name, command[3])
                looks[column] = made[id(look)]

    def wrap(self, wide: float, high: float) -> Any:
        """Give the size; a table that was measured in part only never fits, whatever rounding says."""
        width, height = super().wrap(wide, high)
        return (width, max(height, high + 1)) if self._hmax < self._nrows else (width, height)

    def measure_lines(self) -> None:
        """Say how high the rows are that hold single lines alone; the page maker finds out the others."""
        for row, (cells, looks) in enumerate(zip(self._cellvalues, self._cellStyles, strict=True)):
            if all(cell == "" or isinstance(cell, OneLine) for cell in cells):
                self._argH[row] = max(
                    (look.leading if cell == "" else cell.height) + look.topPadding + look.bottomPadding
                    for cell, look in zip(cells, looks, strict=True)
                )

    def _listCellGeom(self, cell: Any, wide: float, look: Any, *rest: Any, **options: Any) -> Any:
        if len(cell) == 1 and isinstance(cell[0], OneLine):
            return cell[0].wrap(wide - look.leftPadding - look.rightPadding, 0)
        return super()._listCellGeom(cell, wide, look, *rest, **options)

    def _drawCell(self, cell: Any, look: Any, place: Any, size: Any) -> None:
        if cell == "":
            return
        line = cell[0] if isinstance(cell, tuple) and len(cell) == 1 else cell
        if not isinstance(line, OneLine):
            super()._drawCell(cell, look, place, size)
            return
        (x, y), (wide, high) = place, size
        if look.valign == "TOP":
            y += high - look.topPadding - line.height
        elif look.valign == "BOTTOM":
            y += look.bottomPadding
        else:
            y += (high + look.bottomPadding - look.topPadding - line.height) / 2
        room = wide - look.leftPadding - look.rightPadding
        line.draw_at(self.canv, x + look.leftPadding, y, room)


def ruled(lines: Sequence[Any], widths: Sequence[float], drawn: Sequence[Any], **options: Any) -> Table:
    """Give a table in the official serif; an empty cell would else bring in a face that is not embedded."""
    look, commands = CellStyle(""), []
    look.fontname = SERIF
    seen: set[str] = set()
    for command in drawn:
        if command[0] in _LOOKS and tuple(command[1:3]) == _WHOLE and command[0] not in seen:
            setattr(look, _LOOKS[command[0]], command[3])
        else:
            seen.add(command[0])
            commands.append(command)
    looks = [[look] * len(widths) for _ in lines]
    table = _Ruled(lines, widths, style=commands, cellStyles=looks, **options)
    table.measure_lines()
    return table
