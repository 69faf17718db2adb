"""A table of the review on paper: heads repeated, rows never split, figures flush right."""

from __future__ import annotations

from functools import lru_cache
from itertools import zip_longest
from typing import Final, TypeAlias

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable
from reportlab.platypus import Table as Ruled

from gcm_desktop.reports.fonts import BOLD, SERIF, markup, printable, width
from gcm_desktop.reports.grid import pieces
from gcm_desktop.reports.model import CONFLICT
from gcm_desktop.reports.review_model import Column, Line, Table
from gcm_desktop.reports.signs import Figure, Text
from gcm_desktop.reports.styles import INK, RULE, SHADE, ruled, style

_PAD: Final = 2.2
_INDENT: Final = 6.0
_SIZE: Final = 7.6
_SMALLEST: Final = 5.0
_LONGEST: Final = 700  # letters of one line of a cell; a longer answer takes several lines of the table
Cell: TypeAlias = Flowable | str


def review_table(table: Table, room: float) -> Ruled:
    """Give a table as broad as the text."""
    widths = _widths(table, room)
    lines: list[list[Cell]] = [
        [_head(column, wide) for column, wide in zip(table.columns, widths, strict=True)]
    ]
    commands: list[tuple[object, ...]] = []
    for line in table.lines:
        if line.heading:
            commands += [
                ("SPAN", (0, len(lines)), (-1, len(lines))),
                ("NOSPLIT", (0, len(lines)), (0, len(lines) + 1)),
            ]
            lines.append([_words(line.cells[0], "heading", _INDENT * line.depth), *[""] * (len(widths) - 1)])
            continue
        parts = [list(pieces(text, _LONGEST)) if text else [""] for text in line.cells]
        for row in zip_longest(*parts, fillvalue=""):
            lines.append(_line(table, line, row, widths))
    return ruled(
        lines,
        widths,
        repeatRows=1,
        splitInRow=0,
        spaceBefore=2,
        drawn=[
            ("VALIGN", (0, 0), (-1, 0), "MIDDLE"),
            ("VALIGN", (0, 1), (-1, -1), "TOP"),
            ("INNERGRID", (0, 0), (-1, -1), 0.25, RULE),
            ("BOX", (0, 0), (-1, -1), 0.7, INK),
            ("BACKGROUND", (0, 0), (-1, 0), SHADE),
            ("LINEBELOW", (0, 0), (-1, 0), 0.7, INK),
            ("LEFTPADDING", (0, 0), (-1, -1), _PAD),
            ("RIGHTPADDING", (0, 0), (-1, -1), _PAD),
            ("TOPPADDING", (0, 0), (-1, -1), 0.8),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 1.6),
            *commands,
        ],
    )


def _widths(table: Table, room: float) -> list[float]:
    whole = sum(column.share for column in table.columns)
    return [room * column.share / whole for column in table.columns]


def _line(table: Table, line: Line, texts: tuple[str, ...], widths: list[float]) -> list[Cell]:
    cells: list[Cell] = []
    for place, (text, column, wide) in enumerate(zip(texts, table.columns, widths, strict=True)):
        if not text:
            cells.append("")
        elif column.figures and not _is_words(text, wide):
            cells.append(Figure(text, BOLD if line.strong else SERIF, _SIZE))
        else:
            indent = _INDENT * line.depth if place == table.name else 0.0
            cells.append(_words(text, "review", indent, wide, strong=line.strong and place <= table.name))
    return cells


def _head(column: Column, wide: float) -> Flowable:
    return _words(column.title, "head", 0, wide)


def _is_words(text: str, wide: float) -> bool:
    if CONFLICT in text or not any(letter.isalpha() for letter in text):
        return False
    return width(printable(text), BOLD, _SIZE) > wide - 2 * _PAD


def _words(text: str, name: str, indent: float, wide: float = 0, *, strong: bool = False) -> Text:
    """Give a paragraph, set smaller where its longest word is broader than the column."""
    look = _look() if name == "review" else style(name, indent)
    size = float(look.fontSize)
    if wide:
        face = BOLD if strong else SERIF
        longest = max((width(printable(word), face, size) for word in text.split()), default=0)
        if longest > wide - 2 * _PAD - indent:
            size = max(_SMALLEST, size * (wide - 2 * _PAD - indent) / longest - 0.01)
    content = markup(text)
    if strong:
        lead, below, other = content.partition("<br/>")
        content = f"<b>{lead}</b>{below}{other}"
    if size < float(look.fontSize):
        content = f'<font size="{size:.2f}">{content}</font>'
    return Text(content, _look(indent) if name == "review" else look)


@lru_cache(maxsize=32)
def _look(indent: float = 0) -> ParagraphStyle:
    return ParagraphStyle(
        f"review-{indent}", fontName=SERIF, fontSize=_SIZE, leading=9, textColor=INK, leftIndent=indent
    )
