"""What stands around the figures of a block, headings and row names, and the page rows they go to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from gcm_desktop.app.page import PageRow, RowKind
from gcm_desktop.domain.blocks import Asked, Block, Kind, Pasted, read_number
from gcm_desktop.domain.entries import REASONS
from gcm_desktop.i18n import fold

#: Words of headings, folded, with the column they mean: total, women, men, unknown; −1 names no column.
_HEADINGS: Final = {
    **dict.fromkeys(("jemi", "всего", "итого", "total", "bary", "hemmesi", "общее", "все"), 0),
    **dict.fromkeys(
        ("ayal", "ayallar", "zenan", "zenanlar", "женщины", "женский", "жен", "ж", "women", "female",
         "females", "woman", "f"), 1),
    **dict.fromkeys(
        ("erkek", "erkekler", "мужчины", "мужской", "муж", "м", "men", "male", "males", "man", "m"), 2),
    **dict.fromkeys(
        ("gorkezilmedik", "nabelli", "не указано", "неизвестно", "unknown", "not stated"), 3),
    **dict.fromkeys(
        ("gorkeziji", "показатель", "показатели", "indicator", "kod", "код", "code", "№", "t/b", "no", "#",
         "№ п/п", "n", "sany", "количество", "number", "ady", "наименование", "name", "onki dowur",
         "предыдущий период", "previous period", "uytgeme", "изменение", "change"), -1),
}  # fmt: skip
#: Headings of columns that name or number the rows.
_NAMING: Final = frozenset(
    {"№", "t/b", "no", "#", "№ п/п", "n", "gorkeziji", "показатель", "показатели", "indicator", "kod", "код",
     "code", "ady", "наименование", "name"}
)  # fmt: skip
_TOTALS: Final = frozenset(word for word, place in _HEADINGS.items() if place == 0)
_OUTER: Final = re.compile(r"^\s*(\d+(\.\d+)*[.)]\s+|[a-zа-я]\)\s+|[–—•·-]\s+)|[\s.:,;*]+$")
_SPACES: Final = re.compile(r"\s+")
_FAR: Final = 40  # rows a block may stand away from where its names belong
_SCALES: Final = (1, 100, 1000, 100_000)
_MANY: Final = 5  # heading rows

Body = Sequence[Sequence[Pasted]]


@dataclass(frozen=True, slots=True)
class Frame:
    """How many rows and columns are no figures, what the headings mean, and the names of the rows."""

    headings: int = 0
    names: int = 0  # columns before the figures
    meanings: tuple[int, ...] = ()  # of every column of figures; −1 says nothing
    labels: tuple[frozenset[str], ...] = ()  # of every row below the headings, folded

    def body(self, block: Block) -> Body:
        """Give the figures alone."""
        return [row[self.names :] for row in block.rows[self.headings :]]


def find(block: Block, page: Sequence[PageRow]) -> Frame:
    """Tell headings and names from figures."""
    rows = block.rows
    headings = 0
    while headings < min(_MANY, len(rows) - 1) and _is_heading(rows[headings]):
        headings += 1
    if headings and len(rows) > headings + 1 and _is_numbering(rows[headings], rows[headings + 1]):
        headings += 1
    known = frozenset(label for row in page for label in labels_of(row))
    names = 0
    while names < block.width - 1 and _names(block, headings, names, known):
        names += 1
    meanings = tuple(
        next((place for row in rows[:headings] if (place := _meaning(row[column])) >= 0), -1)
        for column in range(names, block.width)
    )
    labels = tuple(frozenset(bare(cell.text) for cell in row[:names]) - {""} for row in rows[headings:])
    return Frame(headings, names, meanings, labels if names else ())


def bare(text: str) -> str:
    """Give a name without case, diacritics, numbering and signs around it."""
    return _SPACES.sub(" ", _OUTER.sub("", fold(text))).strip()


def labels_of(row: PageRow) -> frozenset[str]:
    """Give what a row of the page may be called."""
    if row.kind is RowKind.OPEN:
        return frozenset()
    names = {bare(name) for name in (row.label.tk, row.label.ru, row.label.en)}
    if row.kind is RowKind.INDICATOR:
        names.add(bare(row.indicator))
    elif row.code and not row.code.startswith("_"):
        names.add(bare(row.code))
    return frozenset(names - {""})


def _heading_word(cell: Pasted) -> str:
    """Give the word of headings a cell is, or begins with; empty when it is none."""
    name = bare(cell.text)
    first = re.split(r"[ ,(/]", name, maxsplit=1)[0]
    return next((word for word in (name, first if len(first) > 3 else "") if word in _HEADINGS), "")


def _meaning(cell: Pasted) -> int:
    return _HEADINGS.get(_heading_word(cell), -1)


def _is_figure(cell: Pasted) -> bool:
    if cell.kind in (Kind.NUMBER, Kind.DATE, Kind.YES_NO, Kind.ERROR) or cell.exact is not None:
        return True
    text = cell.text.strip()
    if text.lower() in REASONS or (text and set(text) == {"#"}):
        return True
    return read_number(cell, Asked(whole=True)).number is not None


def _is_heading(row: Sequence[Pasted]) -> bool:
    told = [cell for cell in row if not cell.is_blank]
    words = [cell for cell in told if _heading_word(cell)]
    return bool(words) and not any(_is_figure(cell) for cell in told if cell not in words)


def _is_numbering(row: Sequence[Pasted], below: Sequence[Pasted]) -> bool:
    """Say whether a row numbers its columns, as official forms do below their headings."""
    told = [cell for cell in row if not cell.is_blank]
    numbers = [cell.text.strip() for cell in told if _is_figure(cell)]
    letters = [cell for cell in told if not _is_figure(cell)]
    first = int(numbers[0]) if numbers and numbers[0].isdecimal() else 0
    if len(numbers) < 2 or numbers != [str(first + step) for step in range(len(numbers))]:
        return False
    if first == 1:
        named = not below[0].is_blank and not _is_figure(below[0])
        return named and all(len(cell.text.strip()) == 1 for cell in letters)
    return first in (2, 3) and not letters


def _names(block: Block, headings: int, column: int, known: frozenset[str]) -> bool:
    """Say whether a column names its rows."""
    cells = [row[column] for row in block.rows[headings:] if not row[column].is_blank]
    if any(_heading_word(row[column]) in _NAMING for row in block.rows[:headings]):
        return True
    if not cells:
        return False
    if sum(bare(cell.text) in known for cell in cells) * 2 >= len(cells):
        return any(not _is_figure(cell) or bare(cell.text) in known for cell in cells)
    right = [cell for row in block.rows[headings:] for cell in row[column + 1 :] if not cell.is_blank]
    return not any(_is_figure(cell) for cell in cells) and any(_is_figure(cell) for cell in right)


def lanes(frame: Frame, body: Body, page: Sequence[PageRow], start: int) -> list[int]:
    """Give the page row of every row of the block; rows that are computed are left out if it has none."""
    ways = _ways(page, start)
    if frame.labels:
        matches = [matching(frame, page, way) for way in ways]
        if max(matches) > 0:
            return ways[matches.index(max(matches))]
    return next((way for way in ways if _fits(body, page, way)), ways[-1])


def _ways(page: Sequence[PageRow], start: int) -> list[list[int]]:
    if start < 0:
        start = 0
    every = list(range(start, len(page)))
    without_open = [row for row in every if page[row].kind is not RowKind.OPEN]
    typed = [row for row in without_open if not page[row].computed]
    return [every, without_open, typed]


def matching(frame: Frame, page: Sequence[PageRow], way: Sequence[int]) -> int:
    """Give how many rows of the block are called as the page rows they go to."""
    return sum(bool(own & labels_of(page[row])) for own, row in zip(frame.labels, way, strict=False))


def belongs(frame: Frame, body: Body, page: Sequence[PageRow], start: int) -> int:
    """Give by how many page rows the names of the block are away from their own rows."""
    if not frame.labels:
        return 0
    here = matching(frame, page, lanes(frame, body, page, start))
    best, away = here, 0
    for step in sorted(range(-_FAR, _FAR + 1), key=abs):
        if 0 <= start + step < len(page):
            found = max(matching(frame, page, way) for way in _ways(page, start + step))
            if found > best:
                best, away = found, step
    return away


def _fits(body: Body, page: Sequence[PageRow], way: Sequence[int]) -> bool:
    """Say whether the rows that fall on computed ones hold nothing, or what is computed there."""
    pairs = [(cells, page[row]) for cells, row in zip(body, way, strict=False)]
    proved = _proved_ratios(pairs)
    for place, (cells, asks) in enumerate(pairs):
        if not asks.computed and asks.kind is not RowKind.OPEN:
            continue
        if not any(_is_figure(cell) for cell in cells if not cell.is_blank):
            continue
        if asks.kind is RowKind.TABLE:
            parts = _run(pairs[place + 1 :])
            if not parts or not _is_total(cells, parts):
                return False
        elif asks.kind is RowKind.OPEN or asks.indicator not in proved:
            return False
    return True


def _run(pairs: Sequence[tuple[Sequence[Pasted], PageRow]]) -> Body:
    """Give the parts of one table, up to what is none."""
    parts = []
    for cells, asks in pairs:
        if asks.kind not in (RowKind.PART, RowKind.OPEN):
            break
        parts.append(cells)
    return parts


def _proved_ratios(pairs: Sequence[tuple[Sequence[Pasted], PageRow]]) -> frozenset[str]:
    """Give the ratios whose result in the block is its numerator by its denominator, at some scale."""
    found: dict[tuple[str, RowKind], Decimal] = {}
    for cells, asks in pairs:
        if cells and (figure := _decimal(cells[0])) is not None:
            found[asks.indicator, asks.kind] = figure
    proved = set()
    for (code, kind), shown in found.items():
        top, below = found.get((code, RowKind.NUMERATOR)), found.get((code, RowKind.DENOMINATOR))
        if kind is not RowKind.RESULT or top is None or not below:
            continue
        if any(abs(top * scale / below - shown) * 100 <= abs(shown) for scale in _SCALES):
            proved.add(code)
    return frozenset(proved)


def ends_in_total(frame: Frame, body: Body, way: Sequence[int], page: Sequence[PageRow]) -> bool:
    """Say whether the last row is the block's own total, which the page has no row for there."""
    last = len(body) - 1
    lane = page[way[last]] if 0 <= last < len(way) else None
    if last < 1 or (lane is not None and frame.labels and frame.labels[last] & labels_of(lane)):
        return False
    named = bool(frame.labels) and bool(frame.labels[last] & _TOTALS)
    if named and (lane is None or lane.kind is RowKind.PART):
        return True
    before = [page[row] for row in way[:last]]
    tables = {(row.kind, row.indicator, row.dim, row.part) for row in before}
    if len(before) < last or len(tables) != 1 or before[0].kind is not RowKind.PART:
        return False
    if lane is not None and (lane.kind, lane.indicator, lane.dim, lane.part) in tables:
        return False
    filled = [row for row in body[:last] if number(row[0])]
    return (named or len(filled) >= 2) and _is_total(body[last], body[:last])


def _decimal(cell: Pasted) -> Decimal | None:
    return read_number(cell, Asked(sign=",", percent=True, units=frozenset("%"))).number


def number(cell: Pasted) -> Decimal | None:
    """Give the figure of a cell as a whole-number cell would read it."""
    return read_number(cell, Asked(whole=True)).number


def _is_total(cells: Sequence[Pasted], parts: Body) -> bool:
    for place, cell in enumerate(cells):
        if cell.is_blank:
            continue
        found = [value for row in parts if (value := number(row[place])) is not None]
        if not found or number(cell) != sum(found, Decimal(0)):
            return False
    return True
