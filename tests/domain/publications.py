"""Generated tables as they are published one after the other, and exact reckoning with what was shown."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from random import Random

from gcm_desktop.domain.equations import Places
from gcm_desktop.domain.published import NATION_SUM, Figure
from gcm_desktop.domain.suppression import Earlier, Hiding, hiding

CELL = "G10.01"
QUARTERS = tuple(f"2026-Q{n}" for n in range(1, 5))
VELAYATS = ("TM-A", "TM-B", "TM-M")
ETRAPS = {f"{area}-0{n}": area for area in VELAYATS[:2] for n in (1, 2, 3)}
FLAT = Places(dict.fromkeys(VELAYATS, NATION_SUM), {})
NESTED = Places({**ETRAPS, **FLAT.within}, {})


@dataclass
class World:
    """Counts of the smallest areas by quarter; everything else is their sums."""

    dims: dict[str, int]  # categories of each breakdown
    leaves: tuple[str, ...]
    places: Places
    periods: tuple[str, ...] = QUARTERS[:1]
    small: dict[Figure, int] = field(default_factory=dict)

    def fill(self, random: Random, most: int) -> None:
        for area in self.leaves:
            for period in self.periods:
                self.count(random, area, period, random.choice((0, 1, 2, 3, random.randrange(most + 1))))

    def count(self, random: Random, area: str, period: str, total: int) -> None:
        self.small[Figure(area, period, CELL)] = total
        for dim, many in self.dims.items():
            parts = [0] * many
            for _ in range(total):
                parts[min(int(random.expovariate(0.8)), many - 1)] += 1
            for code, part in enumerate(parts):
                self.small[Figure(area, period, f"{CELL}|{dim}=C{code}")] = part

    @property
    def figures(self) -> dict[Figure, Decimal]:
        found: dict[Figure, Decimal] = {}
        for figure, number in self.small.items():
            for subject in self.above(figure.subject):
                for period in (figure.period, *(["2026"] if len(self.periods) == 4 else [])):
                    place = Figure(subject, period, figure.cell)
                    found[place] = found.get(place, Decimal(0)) + number
        return found

    def above(self, subject: str) -> Iterator[str]:
        yield subject
        if subject in self.places.within:
            yield from self.above(self.places.within[subject])

    def sums(self, figures: dict[Figure, Decimal]) -> Iterator[tuple[Figure, list[Figure]]]:
        """Give every sum a reader knows of, worked out apart from the program."""
        for subject, period, cell in figures:
            if cell == CELL:
                for dim, many in self.dims.items():
                    codes = [Figure(subject, period, f"{cell}|{dim}=C{code}") for code in range(many)]
                    yield Figure(subject, period, cell), codes
            if inner := [area for area, whole in self.places.within.items() if whole == subject]:
                yield Figure(subject, period, cell), [Figure(area, period, cell) for area in inner]
            if period == "2026":
                yield Figure(subject, period, cell), [Figure(subject, each, cell) for each in self.periods]


@dataclass
class Reader:
    """Somebody who keeps every publication and knows which figures did not change."""

    world: World
    earlier: list[Earlier] = field(default_factory=list)
    rows: list[dict[tuple[Figure, Decimal], int]] = field(default_factory=list)

    def publish(self, printed: set[Figure]) -> Hiding:
        """Publish some figures of the world as it is now, and keep what was shown."""
        figures = self.world.figures
        chosen = hiding(figures, printed, self.earlier, self.world.places)
        self.earlier.append(Earlier(figures, frozenset(printed - chosen.hidden), chosen.hidden))
        for total, parts in self.world.sums(figures):
            row = {(part, figures[part]): 1 for part in parts}
            self.rows.append(row | {(total, figures[total]): -1})
        return chosen

    @property
    def shown(self) -> set[tuple[Figure, Decimal]]:
        return {(figure, each.figures[figure]) for each in self.earlier for figure in each.shown}

    @property
    def hidden(self) -> set[tuple[Figure, Decimal]]:
        told = self.shown
        held = {(one, each.figures[one]) for each in self.earlier for one in each.hidden}
        return held - told

    def unknown_rows(self) -> list[dict[tuple[Figure, Decimal], int]]:
        told = self.shown
        return [{place: sign for place, sign in row.items() if place not in told} for row in self.rows]


def computable(rows: list[dict[tuple[Figure, Decimal], int]]) -> set[tuple[Figure, Decimal]]:
    """Give the unknowns that the sums determine, by elimination in exact fractions."""
    reduced: dict[tuple[Figure, Decimal], dict[tuple[Figure, Decimal], Fraction]] = {}
    for row in rows:
        left = {place: Fraction(sign) for place, sign in row.items()}
        for pivot in [place for place in left if place in reduced]:
            _subtract(left, reduced[pivot], left.get(pivot, Fraction(0)))
        if not left:
            continue
        pivot = min(left)
        scale = left[pivot]
        left = {place: sign / scale for place, sign in left.items()}
        for other in reduced.values():
            if pivot in other:
                _subtract(other, left, other[pivot])
        reduced[pivot] = left
    return {pivot for pivot, row in reduced.items() if len(row) == 1}


def _subtract(
    row: dict[tuple[Figure, Decimal], Fraction],
    other: dict[tuple[Figure, Decimal], Fraction],
    times: Fraction,
) -> None:
    for place, sign in other.items():
        value = row.get(place, Fraction(0)) - sign * times
        if value:
            row[place] = value
        else:
            row.pop(place, None)
