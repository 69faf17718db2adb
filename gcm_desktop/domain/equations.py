"""Which published figures add up to which others: categories to totals, areas to areas, quarters to years."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from gcm_desktop.domain.cells import CellKind, indicator_cell, parse_cell
from gcm_desktop.domain.published import Figure

Figures = Mapping[Figure, Decimal]


@dataclass(frozen=True, slots=True)
class Equation:
    """A figure that is the sum of others; two figures that must be equal are one of one part."""

    total: Figure
    parts: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Places:
    """How whose figures make up whose: ``within`` names the subject a subject is a part of.

    ``about`` names the area of a subject: two that are about the same one may hold the same figure.
    ``last`` are the indicators whose year is their last quarter's figure.
    """

    within: Mapping[str, str]
    about: Mapping[str, str]
    last: frozenset[str] = frozenset()


def equations(figures: Figures, places: Places) -> Iterator[Equation]:
    """Give every sum that holds exactly among the figures; zeros take part in none.

    A table that does not add up is no equation: nobody can reckon with it.
    """
    held = {figure: number for figure, number in figures.items() if number}
    sums: dict[tuple[Figure, str], list[Figure]] = {}
    for figure in sorted(held):
        for whole, way in _wholes(figure, places):
            if whole in held:
                sums.setdefault((whole, way), []).append(figure)
    for (whole, way), parts in sums.items():
        last = way == "time" and whole.indicator in places.last
        taken = parts[-1:] if last else parts
        if sum(held[part] for part in taken) == held[whole]:
            yield Equation(whole, tuple(taken))
    yield from _equal(held, places)


def _wholes(figure: Figure, places: Places) -> Iterator[tuple[Figure, str]]:
    """Give the figures that this one is a part of, each with the way it is."""
    subject, period, cell = figure
    for whole, dim in _totals(cell):
        yield Figure(subject, period, whole), dim
    if subject in places.within:
        yield Figure(places.within[subject], period, cell), "area"
    if year := _year(period):
        yield Figure(subject, year, cell), "time"


@lru_cache(maxsize=65536)
def _totals(cell: str) -> tuple[tuple[str, str], ...]:
    code = parse_cell(cell)
    if code.kind is not CellKind.INDICATOR:
        return ()
    found = []
    for dim, _ in code.breakdown:
        others = tuple(one for one in code.breakdown if one[0] != dim)
        found.append((indicator_cell(code.indicator, others, code.part), dim))
    return tuple(found)


def _year(period: str) -> str:
    """Give the year a quarter belongs to; half-years and months add up to nothing that is printed."""
    year, quarter, _ = period.partition("-Q")
    return year if quarter else ""


def _equal(held: Figures, places: Places) -> Iterator[Equation]:
    """Give what several offices say of one area in the same words: who knows one knows the other."""
    said: dict[tuple[str, str, str, Decimal], Figure] = {}
    for figure in sorted(held):
        area = places.about.get(figure.subject)
        if area is None:
            continue
        first = said.setdefault((area, figure.period, figure.cell, held[figure]), figure)
        if first != figure:
            yield Equation(first, (figure,))
