"""The board of a national file: every unit and goal of a period, how far it is, and what waits there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from gcm_desktop.app import acting, answering, checking, deadlines, nil
from gcm_desktop.app.acting import Said
from gcm_desktop.app.desk import Desk
from gcm_desktop.domain.cells import CellKind, parse_cell
from gcm_desktop.domain.periods import parse_period
from gcm_desktop.domain.records import Act, ActKind
from gcm_desktop.domain.remarks import RemarkState
from gcm_desktop.domain.units import ReportingUnit, ReturnKey, return_of
from gcm_desktop.errors import Severity
from gcm_desktop.i18n import mark


class State(StrEnum):
    """How far a unit is with a goal, the most pressing first."""

    CONFLICT = "conflict"
    LATE = "late"  # the deadline passed and nothing was sent
    MISSING = "missing"  # nothing arrived yet
    PROBLEMS = "problems"  # unread answers, errors of the rules, open remarks
    RETURNED = "returned"  # sent back, no answer yet
    DRAFT = "draft"
    TO_ACCEPT = "to_accept"
    CHECKED = "checked"
    ACCEPTED = "accepted"
    LOCKED = "locked"
    NOT_ASKED = "not_asked"


class Filter(StrEnum):
    """What the board can be narrowed to."""

    MISSING = "missing"
    LATE = "late"
    PROBLEMS = "problems"
    CONFLICTS = "conflicts"
    TO_ACCEPT = "to_accept"


#: What people call a state.
NAMES: Final = {
    State.CONFLICT: mark("conflict"),
    State.LATE: mark("deadline passed"),
    State.MISSING: mark("not received"),
    State.PROBLEMS: mark("with problems"),
    State.RETURNED: mark("sent back with remarks"),
    State.DRAFT: mark("draft"),
    State.TO_ACCEPT: mark("to accept"),
    State.CHECKED: mark("checked"),
    State.ACCEPTED: mark("accepted"),
    State.LOCKED: mark("locked"),
    State.NOT_ASKED: mark("not asked"),
}
_STATES: Final = {
    None: State.DRAFT,
    ActKind.RETURNED: State.RETURNED,
    ActKind.CHECKED: State.CHECKED,
    ActKind.ACCEPTED: State.ACCEPTED,
    ActKind.LOCKED: State.LOCKED,
}


@dataclass(frozen=True, slots=True)
class Square:
    """One goal of one unit, or with goal 0 the whole return."""

    goal: int
    filled: int = 0
    expected: int = 0
    conflicts: int = 0
    unread: int = 0
    errors: int = 0  # what the rules find; known once the return was checked
    remarks: int = 0  # open ones
    said: ActKind | None = None
    here: bool = False  # a return of the unit is here
    late: bool = False
    changed: int = 0  # cells changed since they were accepted
    disagree: bool = False  # people said different things

    @property
    def problems(self) -> int:
        """Count what a person has to put right or answer."""
        return self.unread + self.errors + self.remarks

    @property
    def state(self) -> State:
        """Give the most pressing state."""
        if not self.expected and not self.conflicts:
            return State.NOT_ASKED
        if self.conflicts:
            return State.CONFLICT
        if self.said in (ActKind.ACCEPTED, ActKind.LOCKED):
            return _STATES[self.said]
        if self.late:
            return State.LATE
        if not self.here:
            return State.MISSING
        if self.problems:
            return State.PROBLEMS
        return _STATES.get(self.said, State.TO_ACCEPT)

    @property
    def waits(self) -> frozenset[Filter]:
        """Give the filters it belongs to; it may wait for several things at once."""
        if self.state is State.NOT_ASKED:
            return frozenset()
        done = self.said in (ActKind.ACCEPTED, ActKind.LOCKED)
        found = {
            Filter.MISSING: not self.here,
            Filter.LATE: self.late,
            Filter.PROBLEMS: bool(self.problems) and not done,
            Filter.CONFLICTS: bool(self.conflicts),
            Filter.TO_ACCEPT: self.state in (State.TO_ACCEPT, State.CHECKED),
        }
        return frozenset(one for one, true in found.items() if true)


@dataclass(frozen=True)
class Row:
    """One unit of the board."""

    key: ReturnKey
    whole: Square
    squares: Mapping[int, Square]
    deadline: date | None = None
    other_day: deadlines.OtherDay | None = None

    @property
    def unit(self) -> ReportingUnit:
        """Give the unit."""
        return self.key.unit

    @property
    def waits(self) -> frozenset[Filter]:
        """Give everything that waits somewhere in the row."""
        return frozenset().union(self.whole.waits, *(one.waits for one in self.squares.values()))


@dataclass(frozen=True)
class Board:
    """One period of a national file."""

    period: str
    goals: tuple[int, ...]
    rows: tuple[Row, ...]

    def counts(self) -> dict[Filter, int]:
        """Count the returns in which something waits: the rows a filter leaves."""
        found = Counter(one for row in self.rows for one in row.waits)
        return {one: found[one] for one in Filter}

    def states(self) -> dict[State, int]:
        """Count the returns by their state."""
        found = Counter(row.whole.state for row in self.rows)
        return {state: found[state] for state in State}

    def totals(self) -> dict[int, Square]:
        """Add each goal up over the units; goal 0 is everything."""
        columns = {
            goal: [row.squares[goal] for row in self.rows if goal in row.squares] for goal in self.goals
        }
        columns[0] = [row.whole for row in self.rows]
        return {goal: _sum(goal, squares) for goal, squares in columns.items()}


def _sum(goal: int, squares: Iterable[Square]) -> Square:
    asked = [one for one in squares if one.state is not State.NOT_ASKED]
    done = bool(asked) and all(one.said in (ActKind.ACCEPTED, ActKind.LOCKED) for one in asked)
    return Square(
        goal,
        filled=sum(one.filled for one in asked),
        expected=sum(one.expected for one in asked),
        conflicts=sum(one.conflicts for one in asked),
        unread=sum(one.unread for one in asked),
        errors=sum(one.errors for one in asked),
        remarks=sum(one.remarks for one in asked),
        said=ActKind.ACCEPTED if done else ActKind.SENT,
        here=all(one.here for one in asked),
        late=any(one.late for one in asked),
    )


#: What the rules find, by return and goal.
Errors = Mapping[ReturnKey, Mapping[int, int]]


def board(desk: Desk, period: str, errors: Errors | None = None, today: date | None = None) -> Board:
    """Gather the board from the tables of counts and the acts; ``errors`` are what checking found."""
    return _gathering(desk, errors, today).board(period)


def boards(desk: Desk, errors: Errors | None = None, today: date | None = None) -> Iterator[Board]:
    """Give the board of every period that has returns, the earliest first; what they share is read once."""
    gathering = _gathering(desk, errors, today)
    for period in periods_of(desk):
        yield gathering.board(period)


def _gathering(desk: Desk, errors: Errors | None, today: date | None) -> _Gathering:
    here = {key for key in desk.file.readable() if not key.is_register}
    said = acting.said_in(desk)
    given = deadlines.other_days(desk, said)
    return _Gathering(desk, said, errors or {}, here, today or date.today(), given)


def waiting(desk: Desk, period: str) -> int:
    """Count the returns of a period that wait for a decision or to be accepted."""
    rows = board(desk, period).rows
    return sum(bool(row.waits & {Filter.CONFLICTS, Filter.TO_ACCEPT}) for row in rows)


def errors_of(desk: Desk, key: ReturnKey) -> dict[int, int]:
    """Count what the rules find in a return, by goal; explained findings ask for nothing."""
    if key not in desk.file.returns():
        return {}
    found: Counter[int] = Counter()
    for issue in checking.findings(desk, key):
        if issue.severity is Severity.ERROR and issue.where.cell and not issue.facts.get("explained"):
            found[parse_cell(issue.where.cell).goal] += 1
    return {goal: count for goal, count in found.items() if goal}


@dataclass(frozen=True)
class _Gathering:
    """Everything read once for a whole board."""

    desk: Desk
    said: Said
    errors: Errors
    here: set[ReturnKey]
    today: date
    given: Mapping[str, deadlines.OtherDay]

    def board(self, period: str) -> Board:
        from gcm_desktop.catalogue import units

        asked = units(self.desk.catalogue, parse_period(period))
        others = sorted({key.unit for key in self.here if key.period == period} - set(asked))
        usual = deadlines.usual_day(self.desk, period)
        rows = []
        for unit in (*asked, *others):
            key = return_of(unit, period)
            other = self.given.get(key.id)
            rows.append(self.row(key, other.day if other else usual, other))
        goals = tuple(goal for block in self.desk.catalogue.blocks for goal in block.goals)
        return Board(period, goals, tuple(rows))

    def row(self, key: ReturnKey, day: date | None, other: deadlines.OtherDay | None) -> Row:
        here = key in self.here and bool(self.desk.file.archived(key) or self._holds_something(key))
        state = acting.state_of(self.desk, key, self.said) if here else None
        nils = nil.nils(self.desk, key, self.said)
        here = here or nil.WHOLE in nils
        late = day is not None and day < self.today and state is None and nil.WHOLE not in nils
        counts = nil.answered(self.desk.file.counts(key), nils)
        remarks, changed = self._remarks(key), self._changed(key)
        errors = self.errors.get(key, {})
        squares = {}
        for goal, count in sorted(counts.items()):
            own, disagree = self._goal(key, goal, state)
            squares[goal] = Square(
                goal, count.filled, count.expected, count.conflicts, count.unread, errors.get(goal, 0),
                remarks[goal], own, here, late, changed[goal], disagree,
            )  # fmt: skip
        return Row(key, self._whole(key, squares, state, here, late), squares, day, other)

    def _holds_something(self, key: ReturnKey) -> bool:
        file = self.desk.file
        return bool(file.active_revisions(key)) or bool(file.typed(key))

    def _whole(
        self, key: ReturnKey, squares: Mapping[int, Square], state: ActKind | None, here: bool, late: bool
    ) -> Square:
        parts = squares.values()
        return Square(
            0,
            sum(one.filled for one in parts),
            sum(one.expected for one in parts),
            sum(one.conflicts for one in parts),
            sum(one.unread for one in parts),
            sum(one.errors for one in parts),
            sum(one.remarks for one in parts),
            state,
            here,
            late,
            sum(one.changed for one in parts),
            acting.standing_of(self.desk, key, said=self.said).disagree,
        )

    def _goal(self, key: ReturnKey, goal: int, state: ActKind | None) -> tuple[ActKind | None, bool]:
        """Give what is said of a goal, its own word before that about the whole return."""
        now = acting.standing_of(self.desk, key, goal, self.said)
        if not now.acts or state in (ActKind.LOCKED, ActKind.RETURNED):
            return state, now.disagree
        if now.kind is ActKind.LOCKED:
            return ActKind.LOCKED, now.disagree
        review = acting.review_of(self.desk, key, goal, self.said)
        if review is not None and not _changed_in(self.desk, key, goal, review):
            return review.kind, now.disagree
        return state, now.disagree

    def _remarks(self, key: ReturnKey) -> Counter[int]:
        about = acting.subject(key)
        if not any(one.kind is ActKind.RETURNED for one in self.said.get(about, ())):
            return Counter()
        asked = answering.asked(self.desk, key)
        return Counter(_goal_of(one.remark.cell) for one in asked if one.state is RemarkState.OPEN)

    def _changed(self, key: ReturnKey) -> Counter[int]:
        last = acting.last_accepted(self.desk, key, self.said)
        if last is None:
            return Counter()
        return Counter(_goal_of(cell) for cell in acting.changed_since(self.desk, key, last))


def _changed_in(desk: Desk, key: ReturnKey, goal: int, review: Act) -> bool:
    if acting.holds(desk, key, review):
        return False
    return any(_goal_of(cell) == goal for cell in acting.changed_since(desk, key, review))


def _goal_of(cell: str) -> int:
    code = parse_cell(cell)
    return 0 if code.kind is CellKind.REGISTER else code.goal


def periods_of(desk: Desk) -> tuple[str, ...]:
    """Give the periods the file holds returns of and the one on screen, the earliest first."""
    held = {key.period for key in desk.file.readable() if key.period} | {desk.period}
    return tuple(sorted(held, key=lambda text: (parse_period(text).last_day, text)))
