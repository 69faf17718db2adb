"""What a publication lets through: counts of sensitive indicators as they may be read, the rest as it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from gcm_desktop.domain.aggregate import ratio_cells
from gcm_desktop.domain.catalogue import Catalogue, Indicator, ValueType
from gcm_desktop.domain.cells import CellCode, CellKind, Part, parse_cell
from gcm_desktop.domain.published import Figure
from gcm_desktop.domain.rules import number_of
from gcm_desktop.domain.values import BLANK, State, Value

SUPPRESSED: Final = "Q"  # of SDMX CL_OBS_STATUS: missing value, suppressed
#: What stands in a publication where a figure is hidden; no unit can have entered it.
HIDDEN: Final = Value(State.NOT_AVAILABLE, quality=SUPPRESSED)


def is_counted(indicator: Indicator) -> bool:
    """Say whether its figures are counts, or the parts of a ratio."""
    return indicator.value_type in (ValueType.COUNT, ValueType.RATIO) or indicator.numerator is not None


def is_hidden(value: Value) -> bool:
    """Say whether a value is one that a publication hides."""
    return value.quality == SUPPRESSED


@dataclass(frozen=True)
class Curtain:
    """What of one publication is hidden; a figure that is not ``printed`` in it is not let through either."""

    catalogue: Catalogue
    printed: frozenset[Figure]
    hidden: frozenset[Figure]

    def values(self, subject: str, period: str, values: Mapping[str, Value]) -> dict[str, Value]:
        """Give the values of a return as they may be read."""
        return {cell: self.value(Figure(subject, period, cell), value) for cell, value in values.items()}

    def value(self, figure: Figure, value: Value) -> Value:
        """Give one value as it may be read: a small count hidden, notes of sensitive cells left out."""
        code = parse_cell(figure.cell)
        indicator = self.catalogue.indicators.get(code.indicator)
        if code.kind is not CellKind.INDICATOR or indicator is None:
            return value
        if code.part is Part.RESULT and self.rests_on_sensitive(indicator):
            return value if number_of(value) == 0 else self._bare(value, hide=number_of(value) is not None)
        if not indicator.sensitive:
            return value
        counted = is_counted(indicator) and bool(number_of(value))
        return self._bare(value, hide=counted and not self.lets_through(figure))

    def lets_through(self, figure: Figure) -> bool:
        """Say whether a figure of a sensitive indicator that is not zero may be read."""
        return figure in self.printed and figure not in self.hidden

    def closes(self, figure: Figure) -> bool:
        """Say whether a figure that is not zero may not be read, a ratio for what it is made of."""
        code = parse_cell(figure.cell)
        indicator = self.catalogue.indicators[code.indicator]
        if code.part is Part.RESULT:
            return any(self.closes(figure._replace(cell=cell)) for cell in self.made_of(indicator, code))
        return indicator.sensitive and is_counted(indicator) and not self.lets_through(figure)

    def made_of(self, indicator: Indicator, code: CellCode) -> tuple[str, ...]:
        """Give the cells of sensitive indicators a ratio is computed from."""
        cells = ratio_cells(indicator, code.breakdown)
        return tuple(cell for cell in cells if self.catalogue.indicators[cell.partition("|")[0]].sensitive)

    def rests_on_sensitive(self, indicator: Indicator) -> bool:
        """Say whether it is sensitive, or a ratio of counts that are."""
        return indicator.sensitive or bool(self.made_of(indicator, CellCode(CellKind.INDICATOR)))

    def _bare(self, value: Value, *, hide: bool) -> Value:
        """Give a value without what people wrote beside it, which may name the figure."""
        if hide:
            return HIDDEN
        if value.state in (State.UNREAD, State.BLANK):
            return BLANK
        return value if value.is_plain else replace(value, note="", source="", written="")


def any_hidden(values: Mapping[str, Value], cells: Iterable[str]) -> bool:
    """Say whether some of the cells are hidden."""
    return any(is_hidden(values.get(cell, BLANK)) for cell in cells)
