"""File against paper: does the signed page say what the file says, and if not, where do they part?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, TypeVar

from gcm_desktop.app import acting, sending
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.printing import number_indicators
from gcm_desktop.domain import digests
from gcm_desktop.domain.merge import ancestors, current_cells
from gcm_desktop.domain.numbers import parse_typed
from gcm_desktop.domain.records import Act, ActKind, Revision
from gcm_desktop.domain.units import ReturnKey, registers_of
from gcm_desktop.domain.values import BLANK, Value
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import Words

#: Fewest groups of the check code that are taken: six digits without their check digits.
FEWEST: Final = 2
_GROUPS: Final = 5
Said = TypeVar("Said", str, Decimal)
Values = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Known:
    """What a return said at one revision; no revision is named for what stands now."""

    revision: str
    catalogue: str
    values: Values


@dataclass(frozen=True, slots=True)
class Moved:
    """A cell that says something else now than on the paper."""

    cell: str
    paper: Value
    now: Value
    revision: str  # the known revision the paper shows


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of holding the file against the paper."""

    key: ReturnKey
    code: str  # what the file gives now
    differing: tuple[int, ...] = ()  # goals that say something else; 0 for the registers
    moved: tuple[Moved, ...] = ()
    unknown: tuple[int, ...] = ()  # goals whose figures on paper no known revision had
    revision: str = ""  # the known revision the paper shows
    whole: bool = True  # the whole return was compared, not only some goals
    agrees: bool = False

    @property
    def acceptable(self) -> bool:
        """Say whether nothing stands between the paper and accepting the return."""
        return self.agrees and self.whole


def read_code(text: str) -> dict[int, str]:
    """Read the check code, or at least two groups of it: place → four digits; raises E630 or E631."""
    digits = re.sub(r"[\s\u00a0·.-]", "", text)
    if not re.fullmatch(r"\d+", digits, re.ASCII) or len(digits) % 4 or len(digits) < 4 * FEWEST:
        raise UserError("E630", found=text.strip())
    groups = [digits[at : at + 4] for at in range(0, len(digits), 4)]
    places = [digests.place_of(group) for group in groups]
    whole = len(groups) >= _GROUPS
    for at, (group, place) in enumerate(zip(groups, places, strict=True), start=1):
        twice = place in places[: at - 1]
        if place is None or twice or (whole and place != at):
            raise UserError("E631", group=group, number=at)
    return {place: group for place, group in zip(places, groups, strict=True) if place is not None}


def against_code(desk: Desk, key: ReturnKey, text: str) -> Outcome:
    """Hold the file against a typed check code; names what changed when an earlier revision has it."""
    typed = read_code(text)
    code = sending.check_code(desk, key)
    if _has(code, typed):
        return Outcome(key, code, agrees=True)
    registers = registers_of(key.unit)
    books = _states(desk, registers)
    now, *earlier = _states(desk, key)
    for state in (now, *earlier):
        for book in books:
            catalogues = {desk.catalogue.digest, state.catalogue}
            values = {**book.values, **state.values}
            found = (digests.content_digest(key, digest, values) for digest in sorted(catalogues))
            if any(_has(digests.check_code(content), typed) for content in found):
                moved = (*_moved(state, now), *_moved(book, books[0]))
                goals = tuple(sorted({digests.goal_of(one.cell) for one in moved}))
                revision = state.revision or book.revision
                return Outcome(key, code, goals, moved, revision=revision, agrees=not moved)
    return Outcome(key, code)


def against_goals(desk: Desk, key: ReturnKey, checks: Mapping[int, str]) -> Outcome:
    """Hold the file against the checks printed beside goals; raises E632 for one that was mistyped."""
    typed = {goal: re.sub(r"\s", "", text) for goal, text in checks.items()}
    for goal, text in typed.items():
        if not digests.is_goal_check(goal, text):
            raise UserError("E632", goal=goal, found=checks[goal].strip())
    return _against(desk, key, typed, lambda values, goal: digests.goal_check(goal, values))


def against_totals(desk: Desk, key: ReturnKey, totals: Mapping[int, str]) -> Outcome:
    """Hold the file against the control totals printed beside goals; raises E612."""
    typed = {goal: _number(text) for goal, text in totals.items()}
    is_number = number_indicators(desk.catalogue)

    def total(values: Values, goal: int) -> Decimal:
        return digests.goal_control_totals(values, is_number).get(goal, Decimal(0))

    return _against(desk, key, typed, total)


def read_goals(text: str) -> dict[int, str]:
    """Read ``5=1234; 6=0871``: what the page says of some goals; raises E635."""
    found: dict[int, str] = {}
    for part in filter(str.strip, text.split(";")):
        goal, sign, said = (piece.strip() for piece in part.partition("="))
        if not sign or not said or not re.fullmatch(r"\d{1,2}", goal, re.ASCII) or not 1 <= int(goal) <= 23:
            raise UserError("E635", found=part.strip())
        found[int(goal)] = said
    return found


def printed_goals(desk: Desk, key: ReturnKey) -> tuple[int, ...]:
    """Give the goals that stand on the page of a return."""
    held = {digests.goal_of(cell) for cell, value in desk.file.cells(key).items() if not value.is_blank}
    return tuple(sorted((held | {indicator.goal for indicator in desk.asked(key)}) - {0}))


def accept(desk: Desk, outcome: Outcome, reason: str) -> Act:
    """Record that the signed page agrees and accept the return; E633 when it does not agree."""
    if not outcome.acceptable or sending.check_code(desk, outcome.key) != outcome.code:
        raise UserError("E633")
    today = date.today().isoformat()
    acting.act(desk, ActKind.CHECKED, outcome.key, reason, date=today)
    return acting.act(desk, ActKind.ACCEPTED, outcome.key, date=today)


def _against(
    desk: Desk, key: ReturnKey, typed: Mapping[int, Said], said: Callable[[Values, int], Said]
) -> Outcome:
    now, *earlier = _states(desk, key)
    differing = tuple(sorted(goal for goal, text in typed.items() if said(now.values, goal) != text))
    moved: list[Moved] = []
    unknown, revisions = [], set()
    for goal in differing:
        state = next((one for one in earlier if said(one.values, goal) == typed[goal]), None)
        if state is None:
            unknown.append(goal)
            continue
        revisions.add(state.revision)
        moved += (one for one in _moved(state, now) if digests.goal_of(one.cell) == goal)
    return Outcome(
        key,
        sending.check_code(desk, key),
        differing,
        tuple(moved),
        tuple(unknown),
        revisions.pop() if len(revisions) == 1 else "",
        whole=set(printed_goals(desk, key)) <= typed.keys(),
        agrees=bool(typed) and not differing,
    )


def _has(code: str, typed: Mapping[int, str]) -> bool:
    groups = code.split()
    return all(groups[place - 1] == group for place, group in typed.items())


def _states(desk: Desk, key: ReturnKey) -> list[Known]:
    """Give what a return says now, then what it said at each known revision, the latest first."""
    held, links = desk.file.revisions(key), desk.file.links(key)
    above = {id_: ancestors(links, id_) for id_ in held}
    order = sorted(held, key=lambda id_: (-len(above[id_]), id_))
    now = Known("", desk.catalogue.digest, desk.file.cells(key))
    return [now, *(_at(held, links, id_, above[id_]) for id_ in order)]


def _at(
    held: Mapping[str, Revision], links: Mapping[str, frozenset[str]], id_: str, above: Iterable[str]
) -> Known:
    own = {one: held[one] for one in (id_, *above) if one in held}
    stands = current_cells(own, links)
    values = {cell: one.value for cell, one in stands.items() if not one.value.is_blank}
    return Known(id_, held[id_].catalogue, values)


def _moved(state: Known, now: Known) -> Iterator[Moved]:
    for cell in sorted(state.values.keys() | now.values.keys()):
        before, after = state.values.get(cell, BLANK), now.values.get(cell, BLANK)
        if not before.same_as(after):
            yield Moved(cell, before, after, state.revision)


def _number(text: str) -> Decimal:
    number = parse_typed(text) if text.strip() else None
    if number is None:
        raise UserError("E612", found=text.strip())
    return number


def reason(words: Words, outcome: Outcome) -> str:
    """Say in the record what agreed."""
    return words.say("The signed page agrees with the file: check code {code}.", code=outcome.code)


def sentences(words: Words, outcome: Outcome) -> tuple[str, ...]:
    """Say what came of it, one sentence after the other."""
    say = words.say
    if outcome.agrees:
        what = say("The page and the file agree.")
        return (what,) if outcome.whole else (what, say("Only the goals you typed were compared."))
    found = [say("The page and the file do not agree.")]
    goals = [goal for goal in outcome.differing if goal]
    if goals:
        found.append(say("Goals that differ: {goals}.", goals=", ".join(map(str, goals))))
    if outcome.revision:
        found.append(
            say("The page shows revision {revision}; this changed since:", revision=outcome.revision[:8])
        )
    elif not outcome.differing:
        found.append(say("No revision known here has this code. Type the checks of the goals to find where."))
    if outcome.unknown:
        found.append(
            say(
                "No revision known here has these figures: goal {goals}. Compare that page line by line.",
                goals=", ".join(map(str, outcome.unknown)),
            )
        )
    return tuple(found)
