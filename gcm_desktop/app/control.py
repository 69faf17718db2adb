"""Control totals: the sum a person reads off the paper, beside the sum of what was typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from gcm_desktop.app.page import PageRow, RowKind, part_sums
from gcm_desktop.domain.catalogue import Catalogue
from gcm_desktop.domain.numbers import canonical, parse_typed
from gcm_desktop.domain.questions import is_number_cell
from gcm_desktop.domain.rules import number_of
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.domain.values import Value
from gcm_desktop.errors import UserError

if TYPE_CHECKING:
    from gcm_desktop.app.desk import Desk


@dataclass(frozen=True, slots=True)
class Block:
    """The one part of a page that explains a difference: a table, or the total of an indicator."""

    cell: str
    dim: str = ""


@dataclass(frozen=True, slots=True)
class Control:
    """The total from the paper and the computed one."""

    keyed: Decimal
    computed: Decimal
    block: Block | None = None  # nothing where they are equal, or where no single part explains it

    @property
    def difference(self) -> Decimal:
        """Give how far what was typed lies above the paper."""
        return self.computed - self.keyed


def _name(key: ReturnKey, goal: int) -> str:
    return f"control:{key.id}:G{goal:02d}"


def keyed_total(desk: Desk, key: ReturnKey, goal: int) -> Decimal | None:
    """Give the control total of a goal, as the file keeps it beside the cells."""
    text = desk.file.setting(_name(key, goal))
    return Decimal(text) if text else None


def key_total(desk: Desk, key: ReturnKey, goal: int, text: str) -> Decimal | None:
    """Keep the control total of a goal; an empty text takes it away; raises E612."""
    number = parse_typed(text) if text.strip() else None
    if text.strip() and number is None:
        raise UserError("E612", found=text.strip())
    try:
        kept = "" if number is None else canonical(number, 6)
    except ValueError:
        raise UserError("E612", found=text.strip()) from None
    if desk.file.setting(_name(key, goal)) != kept:
        desk.file.set_setting(_name(key, goal), kept)
    return Decimal(kept) if kept else None


def total_rows(catalogue: Catalogue, rows: Iterable[PageRow]) -> Iterator[PageRow]:
    """Give the rows that are added up: typed totals, never the parts of a table or what is computed."""
    kinds = (RowKind.INDICATOR, RowKind.NUMERATOR, RowKind.DENOMINATOR)
    for row in rows:
        if row.kind in kinds and not row.computed and is_number_cell(catalogue.indicators[row.indicator]):
            yield row


def computed_total(catalogue: Catalogue, rows: Iterable[PageRow], values: Mapping[str, Value]) -> Decimal:
    """Add up the column of totals of a page."""
    numbers = (number_of(values.get(row.cells[0])) for row in total_rows(catalogue, rows))
    return sum((number for number in numbers if number is not None), Decimal(0))


def compare(
    catalogue: Catalogue, rows: Sequence[PageRow], values: Mapping[str, Value], keyed: Decimal
) -> Control:
    """Hold what was typed against the paper, and look for the one part that explains a difference."""
    computed = computed_total(catalogue, rows, values)
    missing = keyed - computed
    if missing == 0:
        return Control(keyed, computed)
    totals = list(total_rows(catalogue, rows))
    for found in (
        _tables(catalogue, totals, values, missing),
        _slips(totals, values, missing),
        _blanks(totals, values, missing),
    ):
        blocks = set(found)
        if len(blocks) == 1:
            return Control(keyed, computed, blocks.pop())
    return Control(keyed, computed)


def _tables(
    catalogue: Catalogue, rows: Iterable[PageRow], values: Mapping[str, Value], missing: Decimal
) -> Iterator[Block]:
    """Tables whose parts say by how much their total is off."""
    for row in rows:
        for check in part_sums(catalogue, catalogue.indicators[row.indicator], values):
            if check.part is not row.part or check.sum is None or check.total is None:
                continue
            if check.sum - check.total == missing:
                yield Block(row.cells[0], check.dim)


def _slips(rows: Iterable[PageRow], values: Mapping[str, Value], missing: Decimal) -> Iterator[Block]:
    """Totals that a usual slip of the hand explains: two figures changed places, one typed twice or lost."""
    for row in rows:
        number = number_of(values.get(row.cells[0]))
        if number is not None and number > 0 and number + missing in _meant(number):
            yield Block(row.cells[0])


def _meant(number: Decimal) -> set[Decimal]:
    text = format(number, "f")
    found = {number * 10}
    for place in range(len(text) - 1):
        pair = text[place : place + 2]
        if pair.isdecimal():
            found.add(Decimal(text[:place] + pair[::-1] + text[place + 2 :]))
        if pair.isdecimal() and pair[0] == pair[1]:
            found.add(Decimal(text[:place] + text[place + 1 :]))
    if text.endswith("0") and "." not in text:
        found.add(number / 10)
    return found


def _blanks(rows: Iterable[PageRow], values: Mapping[str, Value], missing: Decimal) -> Iterator[Block]:
    """Totals left out, where the paper has more."""
    if missing > 0:
        yield from (Block(row.cells[0]) for row in rows if row.asked and row.cells[0] not in values)
