"""Remarking: a return goes back to its sender as a workbook with remarks on its cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gcm_desktop.app import answering, checking, display, merging, sending
from gcm_desktop.app.acting import subject
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.entering import known_cell
from gcm_desktop.app.locking import refuse_locked
from gcm_desktop.app.receiving import Planned
from gcm_desktop.app.wording import rule_sentence, sentence
from gcm_desktop.domain.cells import CellKind, parse_cell
from gcm_desktop.domain.merge import Change, standing
from gcm_desktop.domain.records import Act, ActKind
from gcm_desktop.domain.remarks import Asked, Remark, RemarkState, asked_in, facts_of, key_of
from gcm_desktop.domain.text import LANGUAGES, Text3
from gcm_desktop.domain.units import ReturnKey, registers_of
from gcm_desktop.domain.values import BLANK, Value
from gcm_desktop.errors import Issue, Severity, UserError, Where
from gcm_desktop.i18n import Words, words

if TYPE_CHECKING:
    from gcm_desktop.exchange.remarks import RemarkLine

RETURNED: Final = "returned"  # the status of a workbook with remarks
CONFLICT: Final = "W460"
UNREAD: Final = "R100"
EMPTY: Final = "R109"
_OF_ONE_CELL: Final = (UNREAD, EMPTY)  # not understood, blank


@dataclass(frozen=True, slots=True)
class Proposal:
    """A remark that could be sent; ``meant`` says whether it is proposed to send it."""

    cell: str
    text: Text3
    code: str = ""
    severity: Severity = Severity.WARNING
    meant: bool = True


@dataclass(frozen=True, slots=True)
class SentBack:
    """The workbook that was written and the act that records it."""

    path: Path
    act: Act
    remarks: tuple[Remark, ...]
    language: str


@dataclass(frozen=True, slots=True)
class Reply:
    """One remark as a received workbook answers it."""

    asked: Asked
    change: Change | None  # what the workbook changes in its cell


def own(text: str, cell: str) -> Proposal:
    """Give a remark a person wrote; it stands as written in every language."""
    return Proposal(cell, Text3(text, text, text))


def proposals(desk: Desk, key: ReturnKey) -> tuple[Proposal, ...]:
    """Give what could be remarked: conflicts, unread cells and the findings of the rules, in page order."""
    registers = registers_of(key.unit)
    found: dict[tuple[str, str], Proposal] = {}
    for conflict in (one for own_key in (key, registers) for one in merging.conflicts(desk, own_key)):
        issue = Issue(CONFLICT, Severity.ERROR, Where(cell=conflict.cell))
        values = [choice.value for choice in conflict.choices]
        text = _conflict(desk, issue, values)
        found[conflict.cell, CONFLICT] = Proposal(conflict.cell, text, CONFLICT, Severity.ERROR)
    for unread in (one for own_key in (key, registers) for one in merging.unread(desk, own_key)):
        issue = Issue(UNREAD, Severity.ERROR, Where(cell=unread.cell), {"found": unread.value.text})
        found[unread.cell, UNREAD] = _of_issue(desk, issue)
    for issue in checking.findings(desk, key, complete=True):
        if issue.code != EMPTY or (issue.where.cell, CONFLICT) not in found:  # two answers are not none
            found.setdefault((issue.where.cell, issue.code), _of_issue(desk, issue))
    order = {code: n for n, code in enumerate(desk.catalogue.indicators)}

    def place(one: Proposal) -> tuple[bool, int, int, str]:
        code = parse_cell(one.cell)
        return code.kind is CellKind.REGISTER, code.goal, order.get(code.indicator, len(order)), one.cell

    return tuple(sorted(found.values(), key=place))


def _of_issue(desk: Desk, issue: Issue) -> Proposal:
    text = _texts(lambda spoken: rule_sentence(spoken, desk.catalogue, issue))
    meant = issue.severity is not Severity.INFO and not issue.facts.get("explained")
    return Proposal(issue.where.cell, text, issue.code, issue.severity, meant)


def _conflict(desk: Desk, issue: Issue, values: Sequence[Value]) -> Text3:
    def said(spoken: Words) -> str:
        texts = (display.shown(spoken, desk.catalogue, issue.where.cell, value) or "—" for value in values)
        return sentence(spoken, replace(issue, facts={"found": " ⇄ ".join(texts)}))

    return _texts(said)


def _texts(said: Callable[[Words], str]) -> Text3:
    return Text3(*(said(words(language)) for language in LANGUAGES))


def language_of(desk: Desk, key: ReturnKey) -> str:
    """Give the sender's language: that of the file which arrived last, else that of the data file."""
    arrived = [record for record in merging.imports(desk) if key in record.keys and record.language]
    return max(arrived, key=lambda record: record.at).language if arrived else desk.language


def file_name(desk: Desk, key: ReturnKey) -> str:
    """Give the name the workbook with remarks travels under; it sorts beside the return's own."""
    name = Path(sending.file_name(desk, key))
    return f"{name.stem}_remarks{name.suffix}"


def send_back(
    desk: Desk,
    out: Path,
    key: ReturnKey,
    remarks: Sequence[Proposal],
    *,
    language: str = "",
    reason: str = "",
) -> SentBack:
    """Write the workbook with remarks and record that the return was sent back; E620 without a remark."""
    from gcm_desktop.exchange.remarks import write_remarked

    target = sending.workbook_path(out)
    language = language or language_of(desk, key)
    refuse_locked(desk, key)
    asked = _numbered(desk, key, remarks)
    if not asked:
        raise UserError("E620")
    for held in (key, registers_of(key.unit)):
        desk.file.ensure_return(held)
        desk.file.freeze(held, desk.maker)
    act = _act(desk, key, asked, reason.strip())
    book = sending.composed(desk, key, RETURNED, language, (act,))
    write_remarked(book, _lines(desk, act, asked, words(language)), target)
    desk.file.add_acts([act])
    desk.file.checkpoint()
    return SentBack(out, act, asked, language)


def _numbered(desk: Desk, key: ReturnKey, remarks: Sequence[Proposal]) -> tuple[Remark, ...]:
    values = {**desk.file.cells(registers_of(key.unit)), **desk.file.cells(key)}
    found = []
    for number, one in enumerate(remarks, start=1):
        known_cell(desk.catalogue, one.cell)
        was = values.get(one.cell, BLANK)
        remark = Remark(number, one.cell, one.text, one.code, was, _is_whole(one))
        around = {c: v for c, v in sorted(values.items()) if c != one.cell and remark.covers(c)}
        found.append(replace(remark, around=around))
    return tuple(found)


def _is_whole(one: Proposal) -> bool:
    """Say whether a rule compares several cells, so that any of them may be the wrong one."""
    return one.code.startswith("R") and one.code not in _OF_ONE_CELL and one.cell.startswith("G")


def _act(desk: Desk, key: ReturnKey, remarks: Sequence[Remark], reason: str) -> Act:
    """Give the act; the same remarks sent once more are the same act, and the same bytes."""
    about = subject(key)
    now = standing(desk.file.acts(about), about).acts
    facts = facts_of(remarks)
    if (
        len(now) == 1
        and now[0].kind is ActKind.RETURNED
        and now[0].facts == facts
        and now[0].reason == reason
    ):
        return now[0]
    parents = tuple(sorted(act.id for act in now))
    return Act(about, ActKind.RETURNED, parents, desk.maker, reason, facts=facts)


def _lines(desk: Desk, act: Act, remarks: Iterable[Remark], spoken: Words) -> list[RemarkLine]:
    from gcm_desktop.exchange.remarks import RemarkLine

    return [
        RemarkLine(
            key_of(act, remark),
            remark.number,
            remark.cell,
            display.shown_cell(spoken, desk.catalogue, remark.cell),
            display.shown(spoken, desk.catalogue, remark.cell, remark.was),
            remark.text.of(spoken.code),
            remark.whole,
        )
        for remark in remarks
    ]


def replies(desk: Desk, planned: Planned) -> tuple[Reply, ...]:
    """Give the remarks a received workbook answers or leaves open, each beside what it changes."""
    if planned.read is None or planned.unit is None:
        return ()
    key = planned.keys[0]
    about = subject(key)
    known = {act.id: act for act in desk.file.acts(about)}
    acts = {**known, **{act.id: act for act in planned.read.acts if act.subject == about}}
    if acts.keys() == known.keys() and not planned.changes:
        return ()
    changes = {change.cell: change for change in planned.changes}
    values = {**desk.file.cells(registers_of(key.unit)), **desk.file.cells(key)}
    values |= {cell: change.new.value for cell, change in changes.items()}
    found = [one for one in asked_in(acts.values(), about, values) if one.state is not RemarkState.CLOSED]
    return tuple(Reply(one, changes.get(one.remark.cell)) for one in found)


def remarks(desk: Desk, key: ReturnKey) -> tuple[Asked, ...]:
    """Give every remark on a return with its state."""
    return answering.asked(desk, key)
