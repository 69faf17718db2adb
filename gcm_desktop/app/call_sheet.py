"""The call sheet: what a unit has not sent, what it should explain, what is late, and open remarks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from gcm_desktop.app import acting, answering, checking, deadlines, display, merging, nil, remarking
from gcm_desktop.app.desk import Desk, unit_name
from gcm_desktop.app.wording import rule_sentence
from gcm_desktop.domain.cells import parse_cell
from gcm_desktop.domain.questions import filled
from gcm_desktop.domain.records import ActKind
from gcm_desktop.domain.remarks import RemarkState
from gcm_desktop.domain.units import ReportingUnit, ReturnKey
from gcm_desktop.domain.values import Value
from gcm_desktop.errors import Severity, UserError
from gcm_desktop.i18n import Words, mark, words

if TYPE_CHECKING:
    from gcm_desktop.reports.call_sheet import CallSection, CallSheet

#: What the sheet and the board call the state of a return.
STATES = {
    None: mark("not sent yet"),
    ActKind.SENT: mark("sent"),
    ActKind.RECEIVED: mark("received"),
    ActKind.CHECKED: mark("checked"),
    ActKind.ANSWERED: mark("remarks answered"),
    ActKind.ACCEPTED: mark("accepted"),
    ActKind.RETURNED: mark("sent back with remarks"),
    ActKind.LOCKED: mark("locked"),
}


def print_call_sheet(
    desk: Desk,
    out: Path,
    unit: ReportingUnit | str | None = None,
    period: str | None = None,
    language: str | None = None,
) -> int:
    """Write the call sheet of a unit as PDF, in its officer's language; gives the number of pages."""
    from gcm_desktop.reports.call_sheet import write_call_sheet

    if out.suffix.lower() != ".pdf":
        raise UserError("E504", file=out.name)
    return write_call_sheet(call_sheet(desk, desk.key(unit, period), language), out)


def call_sheet(
    desk: Desk, key: ReturnKey, language: str | None = None, today: date | None = None
) -> CallSheet:
    """Gather everything that stands on the sheet."""
    from gcm_desktop.reports.call_sheet import CallSheet

    spoken = words(language or remarking.language_of(desk, key))
    sections = tuple(one for one in _sections(desk, key, spoken) if one.lines)
    return CallSheet(
        spoken.code,
        unit_name(desk.catalogue, key.unit, spoken.code),
        spoken.period(key.period),
        tuple(_facts(desk, key, spoken, today or date.today())),
        sections,
    )


def _facts(desk: Desk, key: ReturnKey, spoken: Words, today: date) -> Iterator[tuple[str, str]]:
    say = spoken.say
    state = acting.state_of(desk, key)
    yield say("State"), say(STATES[state])
    day = deadlines.deadline(desk, key)
    if day is not None:
        text = spoken.official_date(day)
        over = (today - day).days
        if state is None and over > 0 and nil.WHOLE not in nil.nils(desk, key):
            text += " · " + spoken.count(over, "{n} day over", "{n} days over")
        yield say("Deadline"), text
    other = deadlines.other_day(desk, key)
    if other is not None:
        yield say("Another day given"), deadlines.told(spoken, other)
    counts = desk.counts(key).values()
    done, all_ = sum(one.filled for one in counts), sum(one.expected for one in counts)
    yield (
        say("Completeness"),
        say("filled {done} of {all}", done=spoken.number(done), all=spoken.number(all_)),
    )


def _sections(desk: Desk, key: ReturnKey, spoken: Words) -> Iterator[CallSection]:
    from gcm_desktop.reports.call_sheet import CallSection

    say = spoken.say
    yield CallSection(say("Remarks without an answer"), tuple(_remarks(desk, key, spoken)))
    yield CallSection(say("Two answers, or one that cannot be read"), tuple(_open_cells(desk, key, spoken)))
    yield CallSection(say("To correct or to explain"), tuple(_findings(desk, key, spoken)))
    yield CallSection(say("Missing"), tuple(_missing(desk, key, spoken)))


def _remarks(desk: Desk, key: ReturnKey, spoken: Words) -> Iterator[tuple[str, str]]:
    for one in answering.asked(desk, key):
        if one.state is RemarkState.OPEN:
            yield one.remark.cell.partition("|")[0], one.remark.text.of(spoken.code)


def _open_cells(desk: Desk, key: ReturnKey, spoken: Words) -> Iterator[tuple[str, str]]:
    for conflict in merging.conflicts(desk, key):
        values = (display.shown(spoken, desk.catalogue, conflict.cell, one.value) for one in conflict.choices)
        yield _place(conflict.cell), _named(desk, spoken, conflict.cell, " ⇄ ".join(v or "–" for v in values))
    for unread in merging.unread(desk, key):
        yield _place(unread.cell), _named(desk, spoken, unread.cell, f"«{unread.value.text}»")


def _findings(desk: Desk, key: ReturnKey, spoken: Words) -> Iterator[tuple[str, str]]:
    if key not in desk.file.returns():
        return
    for issue in checking.findings(desk, key):
        if issue.severity is not Severity.INFO and not issue.facts.get("explained"):
            yield _place(issue.where.cell), rule_sentence(spoken, desk.catalogue, issue)


def _missing(desk: Desk, key: ReturnKey, spoken: Words) -> Iterator[tuple[str, str]]:
    """Give the unanswered indicators goal by goal; of a return that never came, the goals only."""
    own: dict[str, dict[str, Value]] = {}
    for cell, value in desk.file.cells(key).items():
        own.setdefault(parse_cell(cell).indicator, {})[cell] = value
    nils = nil.nils(desk, key)
    if nil.WHOLE in nils:
        return
    by_goal: dict[int, dict[str, str]] = {}
    for indicator in desk.asked(key):
        answered, expected, _ = filled(indicator, own.get(indicator.code, {}))
        if answered < expected and indicator.goal not in nils:
            by_goal.setdefault(indicator.goal, {})[indicator.code] = (
                f" ({answered}/{expected})" if answered else ""
            )
    for goal in desk.catalogue.goals:
        codes = by_goal.get(goal.number, {})
        if codes and not own:
            yield str(goal.number), goal.title.of(spoken.code)
            continue
        for code, share in codes.items():
            yield code, desk.catalogue.indicators[code].name.of(spoken.code) + share


def _place(cell: str) -> str:
    return cell.partition("|")[0]


def _named(desk: Desk, spoken: Words, cell: str, text: str) -> str:
    return f"{display.shown_cell(spoken, desk.catalogue, cell)}: {text}"
