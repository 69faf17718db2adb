"""Publishing: what of sensitive figures a publication shows, and the record that it was made."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gcm_desktop.app import figures
from gcm_desktop.app.desk import Desk
from gcm_desktop.domain.catalogue import Catalogue, TimeRule
from gcm_desktop.domain.cells import CellKind, Part, parse_cell
from gcm_desktop.domain.curtain import Curtain, is_counted
from gcm_desktop.domain.equations import Places
from gcm_desktop.domain.numbers import canonical
from gcm_desktop.domain.periods import parse_period
from gcm_desktop.domain.published import NATION_SUM, Figure, How, Kept
from gcm_desktop.domain.rules import number_of
from gcm_desktop.domain.suppression import LARGEST, Earlier, Hiding, hiding
from gcm_desktop.domain.units import NATION, ReportingUnit, ReturnKey, parse_unit
from gcm_desktop.domain.values import Value
from gcm_desktop.errors import UserError

if TYPE_CHECKING:
    from gcm_desktop.store import Published


SMALL_COUNTS: Final = "small_cells_hidden_in_public_outputs"  # the kind of rule that sets the limit


@dataclass(frozen=True, slots=True)
class Scope:
    """Which figures a publication prints: of some returns, and the nation's sums of some periods."""

    returns: tuple[ReturnKey, ...] = ()
    sums: tuple[str, ...] = ()
    goals: frozenset[int] = frozenset()  # nothing = all


@dataclass(frozen=True)
class Publication:
    """A publication in the making: the desk as its readers may see it, and what is kept about it."""

    desk: Desk
    figures: Mapping[Figure, Kept]
    given_away: frozenset[Figure]  # small counts that earlier publications let anyone compute

    @property
    def hidden(self) -> int:
        """Give how many figures it hides."""
        return sum(one.how is How.HIDDEN for one in self.figures.values())

    def keep(self, written: Path | bytes, what: Mapping[str, str]) -> bool:
        """Keep with the file that this was published; a page that cannot be kept is taken away again."""
        try:
            content = written if isinstance(written, bytes) else written.read_bytes()
            digest = hashlib.sha256(content).hexdigest()
            return self.desk.file.keep_publication(what, digest, self.figures, self.desk.maker)
        except BaseException:
            if isinstance(written, Path):
                written.unlink(missing_ok=True)
            raise


def of_unit(desk: Desk, key: ReturnKey, goals: frozenset[int] = frozenset()) -> Publication:
    """Prepare the summary of one unit; its figures of the period before stand beside."""
    earlier = parse_period(key.period).previous
    keys = [key] if earlier is None else [key, ReturnKey(key.office, key.area, earlier.text)]
    return prepared(desk, Scope(tuple(keys), goals=goals))


def of_nation(desk: Desk, period: str, goals: frozenset[int] = frozenset()) -> Publication:
    """Prepare the nation's table, the review, or some goals of it: all units and bodies, and their sums."""
    nation = figures.national_figures(desk, period)
    keys = tuple(ReturnKey(unit.office, unit.area, period) for unit in (*nation.units, *nation.bodies))
    return prepared(desk, Scope(keys, (period,), goals))


def prepared(desk: Desk, scope: Scope) -> Publication:
    """Choose what a publication hides, with every earlier publication of the file in mind."""
    if desk.file.view_only:
        raise UserError("E530", file=desk.file.path.name)
    return _Preparing(desk, scope).publication()


def largest(catalogue: Catalogue) -> int:
    """Give the largest count that is hidden, as the catalogue's rule for small counts says."""
    limits = [
        int(rule.params["below"])
        for one in catalogue.indicators.values()
        for rule in one.rules
        if one.sensitive and rule.kind == SMALL_COUNTS
    ]
    return max(limits, default=LARGEST + 1) - 1


class _Preparing:
    """A publication being prepared."""

    def __init__(self, desk: Desk, scope: Scope) -> None:
        self.desk, self.scope = desk, scope
        self.counted = {
            code for code, one in desk.catalogue.indicators.items() if one.sensitive and is_counted(one)
        }
        self.published = desk.file.publications()
        self._units: dict[tuple[str, str], dict[Figure, Decimal]] = {}

    def publication(self) -> Publication:
        printed = dict(self._printed())
        if not printed:
            return Publication(self.desk.behind(self._curtain()), {}, frozenset())
        now = dict(printed)
        for subject, period in sorted(self._aside(printed)):
            for figure, number in self._of(subject, period).items():
                now.setdefault(figure, number)
        chosen = hiding(
            now,
            printed,
            [self._earlier(one, now) for one in self.published],
            self._places(now),
            largest(self.desk.catalogue),
        )
        seen = self.desk.behind(self._curtain(frozenset(printed), chosen.hidden))
        return Publication(seen, _kept(now, printed, chosen), chosen.given_away & printed.keys())

    def _curtain(
        self, printed: frozenset[Figure] = frozenset(), hidden: frozenset[Figure] = frozenset()
    ) -> Curtain:
        return Curtain(self.desk.catalogue, printed, hidden)

    def _printed(self) -> Iterator[tuple[Figure, Decimal]]:
        places = [(str(key.unit), key.period) for key in self.scope.returns]
        for subject, period in (*places, *((NATION_SUM, period) for period in self.scope.sums)):
            for figure, number in self._of(subject, period).items():
                if not self.scope.goals or parse_cell(figure.cell).goal in self.scope.goals:
                    yield figure, number

    def _aside(self, printed: Iterable[Figure]) -> set[tuple[str, str]]:
        """Give whose figures of which period add up with what is or was printed."""
        told = {
            place for one in self.published for place, kept in one.figures.items() if kept.how < How.ASIDE
        }
        places = {(one.subject, one.period) for one in (*told, *printed)}
        years = {(subject, period) for subject, period in places if parse_period(period).quarters}
        quarters = {(who, each.text) for who, year in years for each in parse_period(year).quarters}
        places |= quarters
        whole = {period for subject, period in places if subject == NATION_SUM}
        if whole:
            units = {subject for subject, _ in places if subject != NATION_SUM} | self._declared(whole)
            places |= {(unit, period) for unit in units for period in whole}
        return places

    def _declared(self, periods: Iterable[str]) -> set[str]:
        from gcm_desktop.catalogue import national_units

        return {
            str(unit)
            for period in periods
            if not parse_period(period).is_cited
            for unit in national_units(self.desk.catalogue, parse_period(period))
        }

    def _of(self, subject: str, period: str) -> dict[Figure, Decimal]:
        """Give the counts of sensitive indicators as they are, zeros left out: zeros are shown."""
        place = (subject, period)
        if place not in self._units:
            self._units[place] = dict(self._sums(period) if subject == NATION_SUM else self._said(*place))
        return self._units[place]

    def _said(self, subject: str, period: str) -> Iterator[tuple[Figure, Decimal]]:
        values, _ = figures.of_unit(self.desk, parse_unit(subject), period)
        for cell, value in values.items():
            if number := self._count(cell, value):
                yield Figure(subject, period, cell), number

    def _count(self, cell: str, value: Value) -> Decimal | None:
        code = parse_cell(cell)
        if (
            code.kind is CellKind.INDICATOR
            and code.part is not Part.RESULT
            and code.indicator in self.counted
        ):
            return number_of(value)
        return None

    def _sums(self, period: str) -> Iterator[tuple[Figure, Decimal]]:
        nation = figures.national_figures(self.desk.behind(None), period)
        cells = {
            cell
            for own in nation.values.values()
            for cell, value in own.items()
            if self._count(cell, value) is not None
        }
        for cell in sorted(cells):
            if number := nation.total(cell.partition("|")[0], cell).number:
                yield Figure(NATION_SUM, period, cell), number

    def _earlier(self, one: Published, now: Mapping[Figure, Decimal]) -> Earlier:
        """Give an earlier publication; what was purged of it since counts as what stands there now."""
        held = {
            place: Decimal(kept.value) if kept.value else now[place]
            for place, kept in one.figures.items()
            if kept.value or place in now
        }
        by_how = {
            how: frozenset(place for place in held if one.figures[place].how is how)
            for how in (How.SHOWN, How.HIDDEN)
        }
        return Earlier(held, by_how[How.SHOWN], by_how[How.HIDDEN])

    def _places(self, now: Iterable[Figure]) -> Places:
        held = {one.subject for one in now} | {
            place.subject for one in self.published for place in one.figures
        }
        units = sorted(parse_unit(subject) for subject in held if subject != NATION_SUM)
        periods = {one.period for one in now}
        declared = self._declared(periods)
        within = {str(unit): whole for unit in units if (whole := self._whole(unit, declared, held))}
        about = {NATION_SUM: NATION} | {str(unit): unit.area for unit in units}
        return Places(within, about, _last(self.desk.catalogue))

    def _whole(self, unit: ReportingUnit, declared: set[str], held: set[str]) -> str:
        """Give whose figure a unit's is a part of: the nation's, or the same office's at the area around."""
        if str(unit) in declared:
            return NATION_SUM
        area = self.desk.catalogue.areas.get(unit.area)
        around = str(ReportingUnit(unit.office, area.parent)) if area is not None and area.parent else ""
        return around if around in held else ""


def _kept(
    now: Mapping[Figure, Decimal], printed: Mapping[Figure, Decimal], chosen: Hiding
) -> dict[Figure, Kept]:
    found = {}
    for figure, number in sorted(now.items()):
        how = How.ASIDE if figure not in printed else How.HIDDEN if figure in chosen.hidden else How.SHOWN
        found[figure] = Kept(_text(number), how)
    return found


def _text(number: Decimal) -> str:
    exponent = number.as_tuple().exponent
    return canonical(number, max(0, -exponent if isinstance(exponent, int) else 0))


def _last(catalogue: Catalogue) -> frozenset[str]:
    return frozenset(code for code, one in catalogue.indicators.items() if one.time_rule is TimeRule.LAST)
