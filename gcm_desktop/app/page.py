"""A goal page as data: the one shape of screen, sheet, form and summary."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from gcm_desktop.domain.catalogue import Catalogue, CodeList, Indicator, PartSource, RatioPart, ValueType
from gcm_desktop.domain.cells import CellKind, Part, indicator_cell, parse_cell
from gcm_desktop.domain.questions import entered_parts, ratio_result
from gcm_desktop.domain.rules import number_in, ratio_parts
from gcm_desktop.domain.text import Text3
from gcm_desktop.domain.values import Precision, Value

SEX: Final = "SEX"
#: The columns beside the total, in the order of ``PageRow.cells``.
COLUMNS: Final = ("", "F", "M", "_U")
NO_CELLS: Final = ("", "", "", "")

RESULT: Final = Text3("Netije", "Результат", "Result")

Cells = tuple[str, str, str, str]


class RowKind(StrEnum):
    """What a row of a page is."""

    INDICATOR = "indicator"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    RESULT = "result"
    TABLE = "table"  # subheading of a breakdown; shows the computed sum
    PART = "part"
    OPEN = "open"  # the empty row of an open list


@dataclass(frozen=True, slots=True)
class PageRow:
    """One row: what it says and which cells stand in it (total, women, men, unknown)."""

    kind: RowKind
    indicator: str
    dim: str  # breakdown list of TABLE, PART and OPEN rows
    code: str  # category of PART rows
    part: Part
    depth: int
    label: Text3
    unit: str
    cells: Cells
    computed: bool  # shown, never focusable
    asked: bool


@dataclass(frozen=True, slots=True)
class GoalPage:
    """The rows of one goal."""

    goal: int
    rows: tuple[PageRow, ...]


@dataclass(frozen=True, slots=True)
class TableCheck:
    """One breakdown table against its total; ``fits`` is nothing while either is not known exactly."""

    dim: str
    part: Part
    sum: Decimal | None
    total: Decimal | None
    fits: bool | None


def goal_page(
    catalogue: Catalogue,
    goal: int,
    asked: Collection[str],
    values: Mapping[str, Value],
    previous: Mapping[str, Value] | None = None,
) -> GoalPage:
    """Give the rows of a goal: what is asked, and whatever holds a value though nobody asked."""
    held = _by_indicator(values, goal)
    used = _by_indicator(previous or {}, goal)
    rows: list[PageRow] = []
    for indicator in catalogue.of_goal(goal):
        own = held.get(indicator.code, ())
        is_asked = indicator.code in asked
        if is_asked or own or _follows(indicator, asked):
            rows += _indicator_rows(catalogue, indicator, is_asked, own, used.get(indicator.code, ()))
    return GoalPage(goal, tuple(rows))


def _by_indicator(values: Mapping[str, Value], goal: int) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for cell in sorted(cell for cell, value in values.items() if not value.is_blank):
        code = parse_cell(cell)
        if code.kind is CellKind.INDICATOR and code.goal == goal:
            found.setdefault(code.indicator, []).append(cell)
    return found


def _follows(indicator: Indicator, asked: Collection[str]) -> bool:
    """Say whether a ratio comes wholly from other indicators of the same return."""
    parts = (indicator.numerator, indicator.denominator)
    return all(
        part is not None and part.source is not PartSource.ENTERED and all(ref in asked for ref in part.refs)
        for part in parts
    )


def _indicator_rows(
    catalogue: Catalogue, indicator: Indicator, asked: bool, held: Collection[str], used: Collection[str]
) -> Iterator[PageRow]:
    if indicator.numerator is not None:
        rows = list(_ratio_rows(catalogue, indicator, asked, held, used))
    else:
        first = _row(RowKind.INDICATOR, indicator, asked, _beside(indicator, Part.WHOLE))
        rows = [first, *_tables(catalogue, indicator, Part.WHOLE, 1, asked, (*held, *used))]
    yield from rows
    placed = {cell for row in rows for cell in row.cells}
    for cell in held:
        if cell not in placed:
            yield _unasked_row(catalogue, indicator, cell)


def _ratio_rows(
    catalogue: Catalogue, indicator: Indicator, asked: bool, held: Collection[str], used: Collection[str]
) -> Iterator[PageRow]:
    yield _row(RowKind.INDICATOR, indicator, asked, NO_CELLS, computed=True)
    for part, kind in ((Part.NUMERATOR, RowKind.NUMERATOR), (Part.DENOMINATOR, RowKind.DENOMINATOR)):
        source = ratio_part(indicator, part)
        if source is None:
            continue
        entered = source.source is PartSource.ENTERED
        cells = _beside(indicator, part) if entered else NO_CELLS
        label = _part_label(catalogue, source)
        yield _row(
            kind, indicator, asked, cells, computed=not entered, part=part, depth=1, label=label, unit=""
        )
        if entered:
            yield from _tables(catalogue, indicator, part, 2, asked, (*held, *used))
    known = indicator_cell(indicator.code, part=Part.RESULT)
    yield _row(
        RowKind.RESULT,
        indicator,
        asked,
        (known, "", "", ""),
        computed=known not in held,  # only the result is known: it can be put right
        part=Part.RESULT,
        depth=1,
        label=RESULT,
    )


def _row(
    kind: RowKind,
    indicator: Indicator,
    asked: bool,
    cells: Cells,
    *,
    dim: str = "",
    code: str = "",
    part: Part = Part.WHOLE,
    depth: int = 0,
    label: Text3 | None = None,
    unit: str | None = None,
    computed: bool = False,
) -> PageRow:
    label = label or indicator.name
    unit = indicator.unit if unit is None else unit
    return PageRow(kind, indicator.code, dim, code, part, depth, label, unit, cells, computed, asked)


def _beside(indicator: Indicator, part: Part) -> Cells:
    total = indicator_cell(indicator.code, part=part)
    if SEX not in indicator.breakdowns:
        return (total, "", "", "")
    women, men, unknown = (indicator_cell(indicator.code, ((SEX, code),), part) for code in COLUMNS[1:])
    return (total, women, men, unknown)


def _tables(
    catalogue: Catalogue, indicator: Indicator, part: Part, depth: int, asked: bool, known: Iterable[str]
) -> Iterator[PageRow]:
    codes = [parse_cell(cell) for cell in known]
    for dim in indicator.breakdowns:
        codelist = catalogue.codelists[dim]
        if dim == SEX:
            continue
        yield _row(
            RowKind.TABLE,
            indicator,
            asked,
            NO_CELLS,
            dim=dim,
            part=part,
            depth=depth,
            label=codelist.name,
            computed=True,
        )
        names = {code.code: code.name for code in codelist.codes}
        if codelist.open:
            seen = {c.breakdown[0][1] for c in codes if c.part is part and _is_of(c.breakdown, dim)}
            for country in sorted(seen - names.keys()):
                name = catalogue.countries.get(country, Text3(country, country, country))
                yield _part_row(indicator, dim, country, part, depth + 1, name, asked)
            yield _row(
                RowKind.OPEN,
                indicator,
                asked,
                NO_CELLS,
                dim=dim,
                part=part,
                depth=depth + 1,
                label=codelist.name,
            )
        for code, name in names.items():
            yield _part_row(indicator, dim, code, part, depth + 1, name, asked)


def _is_of(breakdown: tuple[tuple[str, str], ...], dim: str) -> bool:
    return len(breakdown) == 1 and breakdown[0][0] == dim


def _part_row(
    indicator: Indicator, dim: str, code: str, part: Part, depth: int, name: Text3, asked: bool
) -> PageRow:
    cell = indicator_cell(indicator.code, ((dim, code),), part)
    return _row(
        RowKind.PART,
        indicator,
        asked,
        (cell, "", "", ""),
        dim=dim,
        code=code,
        part=part,
        depth=depth,
        label=name,
    )


def _unasked_row(catalogue: Catalogue, indicator: Indicator, cell: str) -> PageRow:
    """Show a value that has no place on the page: it is kept, so it is seen."""
    code = parse_cell(cell)
    names = [code_name(catalogue, dim, category) for dim, category in code.breakdown]
    source = ratio_part(indicator, code.part)
    if source is not None:
        names.insert(0, _part_label(catalogue, source))
    label = _joined(names, " · ") if names else indicator.name
    dim, category = code.breakdown[0] if len(code.breakdown) == 1 else ("", "")
    cells = (cell, "", "", "")
    return _row(
        RowKind.PART, indicator, False, cells, dim=dim, code=category, part=code.part, depth=1, label=label
    )


def code_name(catalogue: Catalogue, dim: str, code: str) -> Text3:
    """Give the name of a category or country; a code nobody knows is its own name."""
    codelist: CodeList | None = catalogue.codelists.get(dim)
    for known in codelist.codes if codelist else ():
        if known.code == code:
            return known.name
    if codelist and codelist.open and code in catalogue.countries:
        return catalogue.countries[code]
    return Text3(code, code, code)


def ratio_part(indicator: Indicator, part: Part) -> RatioPart | None:
    """Give the numerator or denominator of a ratio."""
    return {Part.NUMERATOR: indicator.numerator, Part.DENOMINATOR: indicator.denominator}.get(part)


def _part_label(catalogue: Catalogue, source: RatioPart) -> Text3:
    if source.name is not None:
        return source.name
    return _joined([catalogue.indicators[ref].name for ref in source.refs], " + ")


def _joined(names: Iterable[Text3], sign: str) -> Text3:
    names = list(names)
    return Text3(
        sign.join(name.tk for name in names),
        sign.join(name.ru for name in names),
        sign.join(name.en for name in names),
    )


def computed(
    catalogue: Catalogue, row: PageRow, values: Mapping[str, Value], column: int = 0
) -> Decimal | None:
    """Give the figure a computed row shows in one column: a result, a sum, a part from elsewhere."""
    indicator = catalogue.indicators[row.indicator]
    if row.kind is RowKind.TABLE:
        return table_sum(indicator, row.dim, row.part, values) if column == 0 else None
    if row.kind in (RowKind.NUMERATOR, RowKind.DENOMINATOR):
        return _part_number(indicator, row.part, values, column)
    if row.kind is RowKind.RESULT:
        return result(indicator, values, column)
    return None


def result(indicator: Indicator, values: Mapping[str, Value], column: int = 0) -> Decimal | None:
    """Compute a ratio from its parts; where only the result is known, give that."""
    numerator = _part_number(indicator, Part.NUMERATOR, values, column)
    denominator = _part_number(indicator, Part.DENOMINATOR, values, column)
    if numerator is not None and denominator is not None:
        return ratio_result(indicator, numerator, denominator)
    return number_in(values, indicator_cell(indicator.code, part=Part.RESULT)) if column == 0 else None


def _part_number(
    indicator: Indicator, part: Part, values: Mapping[str, Value], column: int
) -> Decimal | None:
    if column and SEX not in indicator.breakdowns:
        return None
    breakdown = ((SEX, COLUMNS[column]),) if column else ()
    numerator, denominator = ratio_parts(indicator, values, breakdown)
    return numerator if part is Part.NUMERATOR else denominator


def table_sum(indicator: Indicator, dim: str, part: Part, values: Mapping[str, Value]) -> Decimal | None:
    """Add up a breakdown table; nothing while it holds no number."""
    numbers = [
        number
        for cell in values
        if cell.startswith(indicator.code)
        and parse_cell(cell).part is part
        and _is_of(parse_cell(cell).breakdown, dim)
        and (number := number_in(values, cell)) is not None
    ]
    return sum(numbers, Decimal(0)) if numbers else None


def part_sums(
    catalogue: Catalogue, indicator: Indicator, values: Mapping[str, Value]
) -> tuple[TableCheck, ...]:
    """Hold every breakdown table of an indicator against its total."""
    if indicator.value_type not in (ValueType.COUNT, ValueType.MONEY, ValueType.RATIO, ValueType.DURATION):
        return ()
    own = {cell: value for cell, value in values.items() if cell.startswith(indicator.code)}
    checks = []
    for part in entered_parts(indicator):
        cell = indicator_cell(indicator.code, part=part)
        held, total = own.get(cell), number_in(own, cell)
        exact = held is not None and held.precision is Precision.EXACT
        for dim in indicator.breakdowns:
            found = table_sum(indicator, dim, part, own)
            fits = found == total if exact and found is not None and total is not None else None
            checks.append(TableCheck(dim, part, found, total, fits))
    return tuple(checks)
