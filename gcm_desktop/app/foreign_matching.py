"""Which row and column of a home-made table is which of ours: by code, label, totals and last figures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Final

from gcm_desktop.app.page import PageRow, RowKind
from gcm_desktop.domain.blocks import Asked, Block, Kind, Pasted, read_number
from gcm_desktop.domain.catalogue import Catalogue
from gcm_desktop.domain.cells import indicator_cell
from gcm_desktop.domain.rules import number_in
from gcm_desktop.domain.values import Value
from gcm_desktop.i18n import LANGUAGES, fold

LIKELY: Final = Decimal("0.55")  # as alike as a label must be to be proposed
PART_LIKELY: Final = Decimal("0.7")  # a category is a word or two: more alike
_TELLING: Final = 100  # a figure that is unlikely to repeat by chance
_CODE: Final = re.compile(r"\bG ?(\d\d)[._](\d\d)\b", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W_]+")
_TOTALS: Final = ("jemi", "ahlisi", "всего", "итого", "общее", "total", "all")


class Role(StrEnum):
    """What a column of figures is to us."""

    TOTAL = "total"
    WOMEN = "women"
    MEN = "men"
    UNKNOWN = "unknown"
    NONE = "none"  # left out, such as the figures of the last period

    @property
    def place(self) -> int:
        """Give the column of a page, or less than nothing."""
        return PLACES.index(self) if self in PLACES else -1


PLACES: Final = (Role.TOTAL, Role.WOMEN, Role.MEN, Role.UNKNOWN)
_HEADS: Final = (  # the first that fits; beginnings of folded words
    (Role.NONE, ("gecen", "ozalky", "onki", "прошл", "предыдущ", "previous", "last")),
    (Role.WOMEN, ("zenan", "ayal", "женщ", "жен", "women", "female")),
    (Role.MEN, ("erkek", "муж", "men", "male")),
    (Role.UNKNOWN, ("nabelli", "неизв", "не указ", "unknown")),
    (Role.TOTAL, _TOTALS),
)


class Why(StrEnum):
    """What speaks for a match."""

    CODE = "code"
    LABEL = "label"
    SUM = "sum"
    LAST = "last figures"
    HEAD = "heading"
    ONLY = "only column"
    KEPT = "as confirmed"
    PERSON = "chosen"
    NONE = ""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of the table with a label and figures; ``target`` names our row by its total's cell."""

    number: int
    label: str
    figures: tuple[Decimal | None, ...]  # by figure column
    target: str = ""
    why: Why = Why.NONE


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column of figures."""

    place: int
    head: str
    role: Role = Role.NONE
    why: Why = Why.NONE


@lru_cache(maxsize=16384)
def grams(text: str) -> frozenset[str]:
    """Give the groups of three letters of a text's words, without diacritics."""
    found = set()
    for word in _WORD.findall(fold(text)):
        padded = f"  {word} "
        found |= {padded[start : start + 3] for start in range(len(padded) - 2)}
    return frozenset(found)


def likeness(one: str, other: str) -> Decimal:
    """Say how alike two texts are, from 0 to 1."""
    a, b = grams(one), grams(other)
    return Decimal(2 * len(a & b)) / (len(a) + len(b)) if a and b else Decimal(0)


def figure(pasted: Pasted) -> Decimal | None:
    """Give the figure of a cell whatever it is for; nothing where it holds none."""
    if pasted.is_blank or pasted.kind in (Kind.DATE, Kind.YES_NO, Kind.ERROR):
        return None
    return read_number(pasted, Asked(whole=True)).number


def columns_and_rows(block: Block) -> tuple[tuple[TableColumn, ...], tuple[TableRow, ...]]:
    """Find the columns of figures with their heads, and the rows that have a label and figures."""
    width, grid = block.width, [[figure(cell) for cell in row] for row in block.rows]
    labels = [_label(row, found) for row, found in zip(block.rows, grid, strict=True)]
    rows = [n for n, label in enumerate(labels) if label and any(f is not None for f in grid[n])]
    places = [c for c in range(width) if any(grid[n][c] is not None for n in rows)]
    places = [c for c in places if not _counts([grid[n][c] for n in rows])]
    first = next((n for n in rows if any(grid[n][c] is not None for c in places)), 0)
    rows = [
        n
        for n, label in enumerate(labels)
        if n >= first and label and n not in block.hidden_rows
        if any(not block.rows[n][c].is_blank for c in places)
    ]
    columns = tuple(TableColumn(c, _head(block, first, c)) for c in places)
    return columns, tuple(TableRow(n, labels[n], tuple(grid[n][c] for c in places)) for n in rows)


def _label(row: Sequence[Pasted], figures: Sequence[Decimal | None]) -> str:
    texts = [
        cell.text.strip()
        for cell, number in zip(row, figures, strict=True)
        if number is None and cell.kind in (Kind.TEXT, Kind.SHOWN) and any(map(str.isalpha, cell.text))
    ]
    longest = max(texts, key=len, default="")
    code = next((text for text in texts if _CODE.search(text)), "")
    return longest if not code or code == longest else f"{code} {longest}"


def _counts(numbers: Sequence[Decimal | None]) -> bool:
    """Say whether a column only numbers the rows."""
    held = [number for number in numbers if number is not None]
    return len(held) > 2 and all(b - a == 1 for a, b in zip(held, held[1:], strict=False)) and held[0] <= 1


def _head(block: Block, first: int, column: int) -> str:
    above = [block.rows[n][column].text.strip() for n in range(first) if not block.rows[n][column].is_blank]
    return " · ".join(above[-2:])


def with_roles(
    columns: Sequence[TableColumn], rows: Sequence[TableRow], past: Callable[[str], Iterable[Decimal]]
) -> tuple[TableColumn, ...]:
    """Say what each column is: by its head, by last figures, by sums, or because it is the only one."""
    found = [_headed(column) for column in columns]
    for place, column in enumerate(found):
        pairs = [(row.figures[place], tuple(past(row.target))) for row in rows if row.target]
        same = sum(number is not None and number in known for number, known in pairs if known)
        known = sum(bool(known) and number is not None for number, known in pairs)
        if column.role in (Role.NONE, Role.TOTAL) and same >= 2 and 2 * same > known:
            found[place] = replace(column, role=Role.NONE, why=Why.LAST)
    if not any(column.role is Role.TOTAL for column in found):
        free = [n for n, column in enumerate(found) if column.why is Why.NONE]
        adding = [n for n in free if _adds_up(n, found, rows)]
        if adding:
            found[adding[0]] = replace(found[adding[0]], role=Role.TOTAL, why=Why.SUM)
        elif len(free) == 1:
            found[free[0]] = replace(found[free[0]], role=Role.TOTAL, why=Why.ONLY)
    return tuple(_once(found))


def _headed(column: TableColumn) -> TableColumn:
    words = _WORD.findall(fold(column.head))
    for role, starts in _HEADS:
        if any(word.startswith(starts) for word in words):
            return replace(column, role=role, why=Why.HEAD)
    return column


def _adds_up(place: int, columns: Sequence[TableColumn], rows: Sequence[TableRow]) -> bool:
    parts = [n for n, column in enumerate(columns) if column.role in PLACES[1:]]
    full = [row.figures for row in rows if None not in [row.figures[n] for n in (place, *parts)]]
    sums = [f[place] == sum((f[n] or Decimal(0) for n in parts), Decimal(0)) for f in full]
    return len(parts) > 1 and bool(sums) and all(sums)


def _once(columns: Iterable[TableColumn]) -> Iterable[TableColumn]:
    """Let every role be taken once, by the first column."""
    taken: set[Role] = set()
    for column in columns:
        if column.role in taken:
            yield replace(column, role=Role.NONE, why=Why.NONE)
        else:
            taken |= {column.role} - {Role.NONE}
            yield column


@dataclass
class Matching:
    """Goes down the rows of a table; a category belongs to the indicator found last above it."""

    catalogue: Catalogue
    targets: Mapping[str, PageRow]
    previous: Mapping[str, Value]
    open_lists: Mapping[str, Sequence[PageRow]]  # open rows by indicator
    used: set[str] = field(default_factory=set)
    context: str = ""
    added: dict[str, PageRow] = field(default_factory=dict)  # countries that had no row yet
    run: list[TableRow] = field(default_factory=list)  # categories since the context began

    def match(self, rows: Iterable[TableRow]) -> tuple[TableRow, ...]:
        """Propose a target for each row."""
        return tuple(self._matched(row) for row in rows)

    def _matched(self, row: TableRow) -> TableRow:
        target, why = self._target(row)
        if not target or target in self.used:
            return row
        self.used.add(target)
        ours = self.targets.get(target) or self.added[target]
        matched = replace(row, target=target, why=why)
        if ours.indicator != self.context:
            self.context, self.run = ours.indicator, []
        if ours.kind is RowKind.PART:
            self.run.append(matched)
        return matched

    def _target(self, row: TableRow) -> tuple[str, Why]:
        if code := _CODE.search(row.label):
            name = f"G{code[1]}.{code[2]}"
            for cell in (name, indicator_cell(name, part="N")):
                if cell in self.targets:
                    return cell, Why.CODE
        total = self.context if self.context in self.targets else ""
        if total and _begins(row.label, _TOTALS) and len(_WORD.findall(row.label)) <= 3:
            return total, Why.SUM
        part, alike = self._best(row, RowKind.PART)
        other, other_alike = self._best(row, None)
        if part and alike >= PART_LIKELY and alike >= other_alike:
            return part, Why.LABEL
        if other and other_alike >= LIKELY:
            return other, Why.LABEL
        if total and total not in self.used and len(self.run) > 1 and self._is_sum(row):
            return total, Why.SUM
        return self._by_last_figures(row), Why.LAST

    def _best(self, row: TableRow, kind: RowKind | None) -> tuple[str, Decimal]:
        best, most = "", Decimal(0)
        for cell, ours in self._pool(kind):
            if cell in self.used:
                continue
            alike = max(likeness(row.label, ours.label.of(language)) for language in LANGUAGES)
            if alike and self._same_as_last(row, cell):
                alike += Decimal("0.2")
            if alike > most:
                best, most = cell, alike
                if kind is RowKind.PART and cell not in self.targets:
                    self.added[cell] = ours
        return best, most

    def _pool(self, kind: RowKind | None) -> Iterable[tuple[str, PageRow]]:
        if kind is None:
            return ((cell, ours) for cell, ours in self.targets.items() if ours.kind is not RowKind.PART)
        own = [(cell, ours) for cell, ours in self.targets.items() if ours.indicator == self.context]
        held = {cell for cell, _ours in own}
        for open_row in self.open_lists.get(self.context, ()):
            for country, name in self.catalogue.countries.items():
                cell = indicator_cell(open_row.indicator, ((open_row.dim, country),), open_row.part)
                if cell not in held:
                    cells = (cell, "", "", "")
                    own.append(
                        (cell, replace(open_row, kind=RowKind.PART, code=country, label=name, cells=cells))
                    )
        return [(cell, ours) for cell, ours in own if ours.kind is RowKind.PART]

    def _is_sum(self, row: TableRow) -> bool:
        for place, number in enumerate(row.figures):
            parts = [one.figures[place] for one in self.run]
            if number is not None and None not in parts and number == sum(p or Decimal(0) for p in parts):
                return True
        return False

    def _same_as_last(self, row: TableRow, cell: str) -> bool:
        last = number_in(self.previous, cell)
        return last is not None and abs(last) >= _TELLING and last in row.figures

    def _by_last_figures(self, row: TableRow) -> str:
        """Give the one row whose last figure stands here and nowhere else among ours."""
        found = [cell for cell in self.targets if cell not in self.used and self._same_as_last(row, cell)]
        return found[0] if len(found) == 1 else ""


def _begins(label: str, starts: tuple[str, ...]) -> bool:
    return fold(label).lstrip().startswith(starts)
