"""A block laid on a goal page: where each cell lands, what is there, what will be, and what is left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from typing import Final

from gcm_desktop.app import block_frame
from gcm_desktop.app.block_frame import Frame
from gcm_desktop.app.page import PageRow, RowKind
from gcm_desktop.domain.blocks import EMPTY, Asked, Block, Kind, Pasted, Refusal, Repair, read_number
from gcm_desktop.domain.catalogue import Catalogue, Indicator, ValueType
from gcm_desktop.domain.cells import Part, parse_cell
from gcm_desktop.domain.entries import REASONS, clean, decimals_of, entry, number_value
from gcm_desktop.domain.values import BLANK, State, Value

_FIGURES: Final = frozenset(
    {ValueType.COUNT, ValueType.RATIO, ValueType.MONEY, ValueType.DURATION, ValueType.SCORE}
)
_PER_CENT: Final = frozenset({"PT", "SCORE"})
#: What people write behind a figure besides the names of the units.
_SHORT_UNITS: Final = {
    "PERSONS": ("чел", "человека", "person", "people", "adamlar"),
    "PT": ("%", "процент", "процента", "percent"),
    "SCORE": ("%",),
    "DOCS": ("док", "документ", "документа", "document"),
    "CASES": ("случай", "случая", "case"),
    "DAYS": ("день", "дня", "дн", "day"),
    "YEARS": ("год", "года", "year"),
    "EVENTS": ("мероприятие", "мероприятия", "event"),
    "AGREEMENTS": ("соглашение", "соглашения", "agreement"),
    "ITEMS": ("ед", "шт", "единица", "единицы", "unit"),
    "PLACES": ("место", "места", "place"),
    "TIMES": ("раза", "time"),
}
NOWHERE: Final = -1  # no row of the page
_PLACES: Final = 4  # total, women, men, unknown


class DoubtKind(StrEnum):
    """What may be wrong with a block as a whole."""

    SHIFTED_DOWN = "shifted down"  # it fits further up
    SHIFTED_UP = "shifted up"
    SHIFTED_ACROSS = "shifted across"
    SWAPPED = "women and men swapped"
    LARGER = "larger than the page"
    HIDDEN = "hidden rows"


@dataclass(frozen=True, slots=True)
class Placing:
    """How a block is laid on the page: moved from where the focus stands, women and men swapped."""

    down: int = 0
    across: int = 0
    swapped: bool = False
    hidden_too: bool = False


AS_IT_IS: Final = Placing()


@dataclass(frozen=True, slots=True)
class Doubt:
    """A warning about the whole block; ``mended`` is the placing that would put it right."""

    kind: DoubtKind
    count: int = 0
    mended: Placing | None = None


@dataclass(frozen=True, slots=True)
class Landing:
    """One pasted cell: where it lands, what is there, what will be, or why it is left out."""

    row: int  # of the page, or NOWHERE
    cell: str  # empty where the page has none to type into
    pasted: Pasted
    old: Value = BLANK
    new: Value | None = None
    repairs: tuple[Repair, ...] = ()
    refusal: Refusal | None = None

    @property
    def changes(self) -> bool:
        """Say whether the cell will hold something else."""
        return self.new is not None and not self.new.same_as(self.old)


@dataclass(frozen=True, slots=True)
class PastePlan:
    """Everything a paste would do; nothing is written by it."""

    block: Block
    placing: Placing
    frame: Frame
    landings: tuple[Landing, ...]
    outside: int = 0  # cells past the last row or column of the page
    doubts: tuple[Doubt, ...] = ()
    values: Mapping[str, Value] = field(default_factory=dict)

    @property
    def changes(self) -> dict[str, Value]:
        """Give what will be written."""
        return {item.cell: item.new for item in self.landings if item.changes and item.new is not None}

    @property
    def mended(self) -> int:
        """Give how many figures were mended."""
        return sum(bool(item.repairs) for item in self.landings if item.changes)

    @property
    def skipped(self) -> int:
        """Give how many cells of the block are left out."""
        return self.outside + sum(item.refusal is not None for item in self.landings)


@dataclass(frozen=True, slots=True)
class Target:
    """The page a block is pasted on, and the place of the focus: a row, and a column from the total."""

    rows: Sequence[PageRow]
    row: int
    column: int = 0


@dataclass(frozen=True, slots=True)
class Ground:
    """What a block falls on: the page, the values of the return, and its open conflicts."""

    catalogue: Catalogue
    values: Mapping[str, Value]
    conflicts: frozenset[str]
    target: Target

    def lay(self, block: Block, frame: Frame, placing: Placing) -> PastePlan:
        """Lay the block in one way."""
        start = self.target.row + placing.down
        body = frame.body(block)
        lanes = block_frame.lanes(frame, body, self.target.rows, start)
        sign = block.decimal_sign()
        ends = block_frame.ends_in_total(frame, body, lanes, self.target.rows)
        landings, outside = [], 0
        for number, cells in enumerate(body):
            lane = lanes[number] if number < len(lanes) else NOWHERE
            total = ends and number == len(body) - 1
            for place, pasted in self._placed(cells, placing):
                if pasted.is_blank:
                    continue
                if total:
                    landings.append(Landing(NOWHERE, "", pasted, refusal=Refusal.TOTAL))
                elif lane == NOWHERE or not 0 <= place < _PLACES:
                    outside += 1
                else:
                    landings.append(self.land(lane, place, pasted, sign))
        return PastePlan(block, placing, frame, tuple(landings), outside, (), self.values)

    def _placed(self, cells: Sequence[Pasted], placing: Placing) -> Iterator[tuple[int, Pasted]]:
        first = self.target.column + placing.across
        placed = {first + number: cell for number, cell in enumerate(cells)}
        if placing.swapped:
            women, men = placed.get(1, EMPTY), placed.get(2, EMPTY)
            placed |= {1: men, 2: women}
        yield from sorted(placed.items())

    def land(self, lane: int, place: int, pasted: Pasted, sign: str) -> Landing:
        """Say what one cell would do to the cell of a row it lands in."""
        row = self.target.rows[lane]
        cell = row.cells[place] if not row.computed else ""
        if not cell:
            computed = row.computed and row.kind is not RowKind.OPEN
            return Landing(lane, "", pasted, refusal=Refusal.COMPUTED if computed else Refusal.NO_CELL)
        old = self.values.get(cell, BLANK)
        if cell in self.conflicts:
            return Landing(lane, cell, pasted, old, refusal=Refusal.CONFLICT)
        indicator = self.catalogue.indicators[row.indicator]
        read = self._figure if indicator.value_type in _FIGURES else self._answer
        new, repairs, refusal = read(indicator, cell, pasted, sign)
        if new is not None:
            new = replace(new, note=old.note, source=old.source)
            if new.state is State.VALUE:
                new = replace(new, basis=old.basis, quality=old.quality)
        return Landing(lane, cell, pasted, old, new, repairs, refusal)

    def _answer(
        self, indicator: Indicator, cell: str, pasted: Pasted, sign: str
    ) -> tuple[Value | None, tuple[Repair, ...], Refusal | None]:
        """Read what lands in a cell of words, dates, stages or yes and no."""
        if pasted.kind is Kind.ERROR:
            return None, (), Refusal.ERROR
        if set(pasted.text.strip()) == {"#"}:
            return None, (), Refusal.TOO_NARROW
        value = entry(indicator, cell, pasted.text, self.catalogue.codelists)
        return (None, (), Refusal.NOT_ANSWER) if value.state is State.UNREAD else (value, (), None)

    def _figure(
        self, indicator: Indicator, cell: str, pasted: Pasted, sign: str
    ) -> tuple[Value | None, tuple[Repair, ...], Refusal | None]:
        """Read what lands in a cell of figures: a figure, or the reason why there is none."""
        if pasted.exact is None and (state := REASONS.get(clean(pasted.text).lower())):
            return Value(state), (), None
        part = parse_cell(cell).part
        reading = read_number(pasted, self._asked(indicator, part, sign))
        if reading.number is None:
            return None, (), reading.refusal
        value = number_value(indicator, part, reading.number, reading.precision)
        if value is None:
            return None, (), Refusal.NOT_WHOLE
        rounded = (Repair.ROUNDED,) if value.written and _differs(value) else ()
        return replace(value, written=value.written if rounded else ""), (*reading.repairs, *rounded), None

    def _asked(self, indicator: Indicator, part: Part, sign: str) -> Asked:
        whole = decimals_of(indicator, part) == 0
        if part in (Part.NUMERATOR, Part.DENOMINATOR):
            plain = [unit for unit in self.catalogue.units if unit in _SHORT_UNITS and unit not in _PER_CENT]
            return Asked(whole, False, frozenset().union(*map(self._unit_words, plain)), sign)
        return Asked(whole, indicator.unit in _PER_CENT, self._unit_words(indicator.unit), sign)

    def _unit_words(self, unit: str) -> frozenset[str]:
        names = self.catalogue.units[unit].name if unit in self.catalogue.units else None
        full = (names.tk, names.ru, names.en) if names else ()
        return frozenset(word.casefold() for word in (*full, *_SHORT_UNITS.get(unit, ())))


def _differs(value: Value) -> bool:
    """Say whether the decimals of the cell changed the figure, not only its zeros."""
    return Decimal(value.written) != Decimal(value.text)
