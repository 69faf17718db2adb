"""What usually lies behind a figure that differs: slips of copying, typing and filing, told by the numbers.

A *slip* is only named where the numbers leave little doubt; what it would mean to mend it is a proposal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from typing import Final

Numbers = Mapping[str, Decimal]


class Slip(StrEnum):
    """The slips that are told apart."""

    SHIFTED = "shifted row"
    SWAPPED = "swapped columns"
    TRANSPOSED = "transposed digits"
    EXTRA_ZERO = "extra zero"
    MISSING_ZERO = "missing zero"
    TOO_LARGE = "thousand times too large"
    TOO_SMALL = "thousand times too small"
    SAME_AGAIN = "an earlier file again"
    TOTAL_IN_PART = "total in a part"
    DOUBLED = "everything doubled"


class Basis(StrEnum):
    """What figures are held against."""

    OTHER = "other"  # what else is said about the very same figures: the base, or another candidate
    PREVIOUS = "previous"  # the period before
    LAST_YEAR = "last year"


@dataclass(frozen=True, slots=True)
class Reference:
    """Figures known from elsewhere."""

    basis: Basis
    numbers: Numbers


@dataclass(frozen=True)
class Table:
    """One breakdown of one indicator: its total, and the rows and columns of its parts in page order."""

    total: str  # the cell of the total; empty where there is none
    rows: tuple[tuple[str, ...], ...]  # of cells; an empty text stands where there is none

    @property
    def parts(self) -> tuple[str, ...]:
        """Give the cells of the first column, or of the only row."""
        if len(self.rows) == 1:
            return tuple(cell for cell in self.rows[0] if cell)
        return tuple(row[0] for row in self.rows if row and row[0])

    @property
    def columns(self) -> tuple[tuple[str, ...], ...]:
        """Give the columns from left to right."""
        width = max((len(row) for row in self.rows), default=0)
        return tuple(tuple(row[n] if n < len(row) else "" for row in self.rows) for n in range(width))

    @property
    def cells(self) -> frozenset[str]:
        """Give every cell of the table."""
        return frozenset(cell for row in self.rows for cell in row if cell) | ({self.total} - {""})


@dataclass(frozen=True)
class Cause:
    """One slip: the cells it explains, against what, and what they would be without it."""

    slip: Slip
    cells: tuple[str, ...]
    basis: Basis
    repair: Numbers = field(default_factory=dict)
    held: Numbers = field(default_factory=dict)  # the figures the slip is in


_RUN: Final = 3  # rows that must agree before a table is called shifted, swapped or doubled
_MANY: Final = 8  # figures that must be equal before a file is called an earlier one
_TELLING: Final = Decimal(10)  # smaller figures are often equal or tenfold by themselves
_NEAR: Final = (Decimal("0.8"), Decimal("1.25"))


def causes(table: Table, now: Numbers, references: Sequence[Reference]) -> tuple[Cause, ...]:
    """Give the slips that explain the figures of one table, the one that explains most first."""
    found: list[Cause] = [*_total_in_part(table, now)]
    for reference in references:
        found += _of_table(table, now, reference)
        covered = {cell for cause in found for cell in cause.cells}
        for cell in sorted(table.cells - covered):
            found += _of_cell(cell, now, reference)
    best: dict[frozenset[str], Cause] = {}
    for cause in found:
        held = {cell: now[cell] for cell in cause.cells}
        best.setdefault(frozenset(cause.cells), replace(cause, held=held))
    return tuple(sorted(best.values(), key=lambda cause: -len(cause.cells)))


def same_again(now: Numbers, references: Iterable[Reference]) -> Cause | None:
    """Say whether all figures of a return are those of an earlier period: the file was sent again."""
    for reference in references:
        if reference.basis is Basis.OTHER:
            continue
        telling = [cell for cell in now if now[cell] >= _TELLING and cell in reference.numbers]
        equal = [cell for cell in telling if now[cell] == reference.numbers[cell]]
        if len(equal) >= _MANY and len(equal) * 10 >= len(telling) * 9:
            return Cause(Slip.SAME_AGAIN, tuple(sorted(equal)), reference.basis)
    return None


def of_number(new: Decimal, other: Decimal, basis: Basis = Basis.OTHER) -> tuple[Slip, Decimal] | None:
    """Name the slip that makes ``new`` of ``other``, with the number it would be without it.

    Against an earlier period only the order of size says anything, never the digits.
    """
    if not new or not other or new == other or (new > 0) is not (other > 0):
        return None
    ratio = new / other
    for factor, large, small in (
        (Decimal(10), Slip.EXTRA_ZERO, Slip.MISSING_ZERO),
        (Decimal(1000), Slip.TOO_LARGE, Slip.TOO_SMALL),
    ):
        if _is(ratio, factor, basis, new):
            return large, new / factor
        if _is(ratio, 1 / factor, basis, other):
            return small, new * factor
    if basis is Basis.OTHER and _transposed(new, other):
        return Slip.TRANSPOSED, other
    return None


def _is(ratio: Decimal, factor: Decimal, basis: Basis, larger: Decimal) -> bool:
    if basis is Basis.OTHER:
        return ratio == factor
    low, high = _NEAR
    return low * factor <= ratio <= high * factor and abs(larger) >= _TELLING * 10


def _transposed(new: Decimal, other: Decimal) -> bool:
    one, two = f"{new:f}", f"{other:f}"
    if len(one) != len(two):
        return False
    places = [n for n in range(len(one)) if one[n] != two[n]]
    if len(places) != 2 or places[1] != places[0] + 1:
        return False
    first, second = places
    return one[first] == two[second] and one[second] == two[first] and (one[first] + one[second]).isdigit()


def _of_cell(cell: str, now: Numbers, reference: Reference) -> Iterator[Cause]:
    if cell not in now or cell not in reference.numbers:
        return
    slip = of_number(now[cell], reference.numbers[cell], reference.basis)
    if slip is not None:
        yield Cause(slip[0], (cell,), reference.basis, {cell: _plain(slip[1])})


def _of_table(table: Table, now: Numbers, reference: Reference) -> Iterator[Cause]:
    yield from _doubled(table, now, reference)
    yield from _swapped(table, now, reference)
    if reference.basis is Basis.OTHER:
        for column in table.columns:
            yield from _shifted(column, now, reference)


def _doubled(table: Table, now: Numbers, reference: Reference) -> Iterator[Cause]:
    """Every figure is twice what it was: two files were added up, or a sum was taken with its parts."""
    cells = sorted(c for c in table.cells if now.get(c) and reference.numbers.get(c))
    if len(cells) >= _RUN and all(now[cell] == 2 * reference.numbers[cell] for cell in cells):
        yield Cause(
            Slip.DOUBLED, tuple(cells), reference.basis, {cell: _plain(now[cell] / 2) for cell in cells}
        )


def _swapped(table: Table, now: Numbers, reference: Reference) -> Iterator[Cause]:
    columns = table.columns
    for left in range(len(columns)):
        for right in range(left + 1, len(columns)):
            pairs = [
                (one, two)
                for one, two in zip(columns[left], columns[right], strict=True)
                if _known((one, two), now, reference.numbers) and now[one] != now[two]
            ]
            if pairs and _are_swapped(pairs, now, reference):
                repair = {one: now[two] for one, two in pairs} | {two: now[one] for one, two in pairs}
                yield Cause(Slip.SWAPPED, tuple(sorted(repair)), reference.basis, repair)


def _are_swapped(pairs: Sequence[tuple[str, str]], now: Numbers, reference: Reference) -> bool:
    known = reference.numbers
    if reference.basis is Basis.OTHER:
        return all(now[one] == known[two] and now[two] == known[one] for one, two in pairs)
    if len(pairs) < _RUN:
        return False
    straight = sum(abs(now[one] - known[one]) + abs(now[two] - known[two]) for one, two in pairs)
    crossed = sum(abs(now[one] - known[two]) + abs(now[two] - known[one]) for one, two in pairs)
    closer = (abs(now[one] - known[two]) < abs(now[one] - known[one]) for one, two in pairs)
    return crossed * 5 < straight and all(closer)


def _shifted(column: Sequence[str], now: Numbers, reference: Reference) -> Iterator[Cause]:
    """A run of rows stands one row too low or too high."""
    cells = [cell for cell in column if cell]
    for step in (1, -1):
        run: list[str] = []
        for place in range(len(cells) + 1):
            source = place - step
            if place < len(cells) and 0 <= source < len(cells):
                here, came = cells[place], cells[source]
                if came in reference.numbers and now.get(here) == reference.numbers[came]:
                    run.append(here)
                    continue
            if _is_shift(run, now, reference.numbers):
                known = {cell: reference.numbers[cell] for cell in run if cell in reference.numbers}
                yield Cause(Slip.SHIFTED, tuple(run), reference.basis, known)
            run = []


def _is_shift(run: Sequence[str], now: Numbers, known: Numbers) -> bool:
    moved = [cell for cell in run if now[cell] != known.get(cell)]
    return len(moved) >= _RUN and len({now[cell] for cell in moved}) > 1 and any(now[c] for c in moved)


def _total_in_part(table: Table, now: Numbers) -> Iterator[Cause]:
    """One part holds the total although the other parts hold something too."""
    parts = [cell for cell in table.parts if cell in now and cell != table.total]
    total = now.get(table.total) if table.total else None
    if not total or total < 0 or len(parts) < 2:
        return
    holding = [cell for cell in parts if now[cell] == total]
    rest = sum((now[cell] for cell in parts if now[cell] != total), Decimal(0))
    if len(holding) == 1 and 0 < rest <= total:
        (cell,) = holding
        yield Cause(Slip.TOTAL_IN_PART, (cell,), Basis.OTHER, {cell: _plain(total - rest)})


def _known(cells: Iterable[str], *numbers: Numbers) -> bool:
    return all(cell and cell in known for cell in cells for known in numbers)


def _plain(number: Decimal) -> Decimal:
    """Write a number without an exponent or empty decimals."""
    whole = number.to_integral_value()
    return whole.quantize(Decimal(1)) if whole == number else number.normalize()
