"""The ten figures that matter: chosen by rule from what a unit answered, the same on page and screen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from gcm_desktop.domain.catalogue import Catalogue, Indicator, ValueType
from gcm_desktop.domain.cells import indicator_cell
from gcm_desktop.domain.questions import is_number_cell, is_ratio, ratio_result
from gcm_desktop.domain.rules import number_in, ratio_parts
from gcm_desktop.domain.values import Value

MOST: Final = 10
_ORDINARY: Final = (ValueType.COUNT, ValueType.MONEY, ValueType.RATIO, ValueType.DURATION)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A figure that matters, beside that of the period before where there is one."""

    indicator: Indicator
    number: Decimal
    before: Decimal | None

    @property
    def moved(self) -> Decimal:
        """Give how far it moved against the period before, as a share; nothing where none is known."""
        if not self.before:
            return Decimal(0)
        return abs(self.number - self.before) / abs(self.before)


def figure_of(indicator: Indicator, values: Mapping[str, Value]) -> Decimal | None:
    """Give the one number of an indicator: its total, or the result of a ratio."""
    if not is_ratio(indicator):
        return number_in(values, indicator_cell(indicator.code))
    above, below = ratio_parts(indicator, values, ())
    if above is not None and below is not None:
        return ratio_result(indicator, above, below)
    return number_in(values, indicator_cell(indicator.code, part="R"))


def key_figures(
    catalogue: Catalogue,
    values: Mapping[str, Value],
    previous: Mapping[str, Value],
    disputed: Iterable[str] = (),
) -> tuple[Chosen, ...]:
    """Choose up to ten figures, in the order of the pages.

    Core figures (tier 1) come first, then what is not zero, then what moved most against the period
    before, then the order of the catalogue. No goal gives a second figure before every goal gave one.
    """
    out = {cell.partition("|")[0] for cell in disputed}
    return that_matter(
        catalogue, (found for found in _known(catalogue, values, previous) if found.indicator.code not in out)
    )


def that_matter(catalogue: Catalogue, known: Iterable[Chosen]) -> tuple[Chosen, ...]:
    """Choose among figures that are known already, by the same rule."""
    ranked = sorted(known, key=lambda one: (one.indicator.tier, not one.number, -one.moved))
    turn: dict[int, int] = {}
    seats: list[tuple[int, int, Chosen]] = []
    for place, one in enumerate(ranked):
        round_ = turn.get(one.indicator.goal, 0)
        turn[one.indicator.goal] = round_ + 1
        seats.append((round_, place, one))
    seats.sort(key=lambda seat: seat[:2])
    order = {code: place for place, code in enumerate(catalogue.indicators)}
    taken = [one for _, _, one in seats[:MOST]]
    return tuple(sorted(taken, key=lambda one: order[one.indicator.code]))


def is_figure(indicator: Indicator) -> bool:
    """Say whether an indicator is a number that can be drawn and compared."""
    return indicator.value_type in _ORDINARY and is_number_cell(indicator)


def _known(
    catalogue: Catalogue, values: Mapping[str, Value], previous: Mapping[str, Value]
) -> Iterable[Chosen]:
    for indicator in catalogue.indicators.values():
        if not is_figure(indicator):
            continue
        number = figure_of(indicator, values)
        if number is not None:
            yield Chosen(indicator, number, figure_of(indicator, previous))
