"""Which figures a publication hides: small counts, and as many others as keep them from being computed.

A count from 1 to 4 is hidden. Beside it others are hidden until every small count that was ever hidden
could be four numbers next to each other, mostly 1 to 4, as far as everything published goes; what is hidden
beside it could be another number at least. That is found as *moves*: some hidden figures go up, others
down, none below 1 (a zero is shown), and every sum stays what it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from gcm_desktop.domain.equations import Equation, Figures, Places, equations
from gcm_desktop.domain.published import NATION_SUM, Figure

LARGEST: Final = 4  # the largest count that is hidden, where nothing else is said
_FEW, _MANY = 200, 3000  # figures tried for one move: where another will do as well, and where none will
_STEP: Final = 14  # what one more sum to mend is worth, in the measure of losses


@dataclass(frozen=True, slots=True)
class Earlier:
    """A publication before this one: which figures it showed and hid, and others that stood aside then."""

    figures: Figures
    shown: frozenset[Figure]
    hidden: frozenset[Figure] = frozenset()


@dataclass(frozen=True, slots=True)
class Hiding:
    """What is hidden, and which small counts earlier publications had given away already."""

    hidden: frozenset[Figure]
    given_away: frozenset[Figure] = frozenset()


def is_small(number: Decimal, largest: int = LARGEST) -> bool:
    """Say whether a count is one that is hidden."""
    return 0 < number <= largest


def hiding(
    now: Figures,
    printed: Iterable[Figure],
    earlier: Sequence[Earlier],
    places: Places,
    largest: int = LARGEST,
) -> Hiding:
    """Choose what a publication hides of the figures it would print; the same inputs, the same choice.

    ``now`` holds every figure as it is today, also of units and periods that earlier publications printed.
    """
    return _Choice(now, frozenset(printed), earlier, places, largest).made()


@dataclass(slots=True)
class _Known:
    """One unknown of the reader: a figure with the number it has, or once had."""

    figure: Figure
    number: Decimal
    loss: int  # what hiding it costs; 0 for what is hidden anyway


class _Choice:
    """A choice in the making."""

    def __init__(
        self,
        now: Figures,
        printed: frozenset[Figure],
        earlier: Sequence[Earlier],
        places: Places,
        largest: int,
    ) -> None:
        self.largest = largest
        self.now = {figure: number for figure, number in now.items() if number}
        self.printed = frozenset(figure for figure in printed if figure in self.now)
        self.unknowns: list[_Known] = []
        self.sums_of: list[list[tuple[int, int]]] = []  # with the sign a figure has in each
        self.sums: list[list[tuple[int, int]]] = []
        told = {(one, each.figures[one]) for each in earlier for one in each.shown if one in each.figures}
        hidden_before = {one for each in earlier for one in each.hidden}
        self._kept = {
            (one, each.figures[one]) for each in earlier for one in each.hidden if one in each.figures
        }
        self._numbers: dict[tuple[Figure, Decimal], int] = {}
        self._reach: dict[tuple[int, int], Decimal] = {}  # how far each figure can move up and down at least
        for figure, number in sorted(self.now.items()):
            free = figure not in self.printed or figure in hidden_before or self._small(number)
            self._add(figure, number, 0 if free else loss(figure, number), told)
        for each in earlier:
            for figure, number in sorted(each.figures.items()):
                self._add(figure, number, 0, told)
        seen: set[tuple[tuple[int, int], ...]] = set()
        for figures in (self.now, *(each.figures for each in earlier)):
            for equation in equations(figures, places):
                self._relate(equation, figures, seen)
        self.given_away = frozenset(
            one for one, number in self.now.items() if self._small(number) and (one, number) in told
        )
        self.hidden = {one for one in self.printed if self._small(self.now[one]) or one in hidden_before}

    def _add(self, figure: Figure, number: Decimal, cost: int, told: set[tuple[Figure, Decimal]]) -> None:
        place = (figure, number)
        if number and place not in told and place not in self._numbers:
            self._numbers[place] = len(self.unknowns)
            self.unknowns.append(_Known(figure, number, cost))
            self.sums_of.append([])

    def _relate(self, equation: Equation, figures: Figures, seen: set[tuple[tuple[int, int], ...]]) -> None:
        members = [(equation.total, -1), *((part, 1) for part in equation.parts)]
        row = tuple(
            (self._numbers[place], sign)
            for figure, sign in members
            if (place := (figure, figures[figure])) in self._numbers
        )
        if row and row not in seen:
            seen.add(row)
            for number, sign in row:
                self.sums_of[number].append((len(self.sums), sign))
            self.sums.append(list(row))

    def _small(self, number: Decimal) -> bool:
        return is_small(number, self.largest)

    # --- choosing

    def made(self) -> Hiding:
        """Find a move for every count that must stay unknown, hiding what it needs."""
        exposed = {number for number in self._targets() if not self._protected(number)}
        lost = {self.unknowns[number].figure for number in exposed}
        return Hiding(frozenset(self.hidden), frozenset(self.given_away | lost))

    def _targets(self) -> list[int]:
        """Give what is hidden now or was before; small counts first, then the rest in a fixed order."""
        wanted = [
            number
            for (figure, value), number in self._numbers.items()
            if figure in self.hidden or self._small(value) or (figure, value) in self._kept
        ]
        wanted = [number for number in wanted if not self.unknowns[number].loss]
        return sorted(wanted, key=self._order)

    def _order(self, number: int) -> tuple[bool, Figure, Decimal]:
        one = self.unknowns[number]
        return not self._small(one.number), one.figure, one.number

    def _protected(self, target: int) -> bool:
        """Keep as many numbers next to each other possible as are hidden, 1 to 4 where zeros allow it."""
        number = self.unknowns[target].number
        if not self._small(number):
            return any(
                self._far(target, way, Decimal(1), tries) for tries in (_FEW, _MANY) for way in (1, -1)
            )
        down = self._far(target, -1, number - 1, _FEW)
        up = max(self.largest - number, self.largest - 1 - down)
        return self._far(target, 1, up, _MANY) == up

    def _far(self, target: int, way: int, amount: Decimal, tries: int) -> Decimal:
        """Give how far a figure can move one way, up to an amount; at once, else step by step."""
        if self._reach.get((target, way), 0) >= amount:
            return amount
        numbers = [one.number for one in self.unknowns]
        gone, step = Decimal(0), amount
        while gone < amount:
            step = min(step, amount - gone)
            found = self._move(numbers, target, way, step, _FEW)
            if found is None and step <= 1 and tries > _FEW:
                found = self._move(numbers, target, way, step, tries)
            if found is None and step <= 1:
                break
            if found is None:
                step = Decimal(1)
                continue
            for number, change in found.items():
                numbers[number] += change * step
                if not gone:  # what a figure did in a move from the true numbers holds for its own sake, too
                    place = (number, 1 if change > 0 else -1)
                    self._reach[place] = max(self._reach.get(place, Decimal(0)), abs(change) * step)
            gone += step
        return gone

    def _move(
        self, numbers: list[Decimal], target: int, way: int, amount: Decimal, tries: int
    ) -> dict[int, int] | None:
        """Find a move and hide what it needs."""
        found = _Search(self, numbers, amount, tries).run(target, way)
        for number in found or ():
            one = self.unknowns[number]
            if one.loss:
                one.loss = 0
                self.hidden.add(one.figure)
        return found


def loss(figure: Figure, number: Decimal) -> int:
    """Give what is lost with a figure: totals and the nation's sums are worth more, large counts too."""
    whole = "|" not in figure.cell
    return 10 + min(int(number), 1000) // 25 + 40 * whole + 30 * (figure.subject == NATION_SUM)


class _Search:
    """The search for the move that loses least, as far as it looks."""

    def __init__(self, choice: _Choice, numbers: Sequence[Decimal], amount: Decimal, tries: int) -> None:
        self._choice, self._numbers, self._amount, self._tries = choice, numbers, amount, tries
        self._best: dict[int, int] | None = None
        self._least = 1 << 60
        self._way: dict[int, int] = {}
        self._open: dict[int, int] = {}

    def run(self, target: int, way: int) -> dict[int, int] | None:
        """Give the figures that move with the target, and which way; nothing where none is found."""
        self._set(target, way)
        self._step(0)
        return self._best

    def _set(self, number: int, way: int) -> None:
        self._way[number] = way
        for sum_, sign in self._choice.sums_of[number]:
            self._shift(sum_, sign * way)

    def _unset(self, number: int) -> None:
        way = self._way.pop(number)
        for sum_, sign in self._choice.sums_of[number]:
            self._shift(sum_, -sign * way)

    def _shift(self, sum_: int, change: int) -> None:
        left = self._open.get(sum_, 0) + change
        if left:
            self._open[sum_] = left
        else:
            self._open.pop(sum_, None)

    def _step(self, lost: int) -> None:
        if lost >= self._least:
            return
        if not self._open:
            self._best, self._least = dict(self._way), lost
            self._tries = min(self._tries, 60)  # one is found: look for a better one only a little longer
            return
        ways = min((self._ways(sum_) for sum_ in sorted(self._open)), key=len)
        for _, number, way in ways:
            self._tries -= 1
            if self._tries < 0 or not self._least:
                return
            self._set(number, way)
            self._step(lost + self._choice.unknowns[number].loss)
            self._unset(number)

    def _ways(self, sum_: int) -> list[tuple[int, int, int]]:
        """Give the figures that can mend a sum that is out, the least loss and the fewest others first."""
        left, found = self._open[sum_], []
        for number, sign in self._choice.sums[sum_]:
            if number in self._way:
                continue
            way, one = -left * sign, self._choice.unknowns[number]
            if way < 0 and self._numbers[number] + self._amount * way < 1:
                continue
            found.append((one.loss + _STEP * self._still_out(number, way), number, way))
        return sorted(found)

    def _still_out(self, number: int, way: int) -> int:
        """Count the sums that would be out because of a figure, less those it would mend."""
        change = 0
        for sum_, sign in self._choice.sums_of[number]:
            before = self._open.get(sum_, 0)
            change += (before + sign * way != 0) - (before != 0)
        return change
