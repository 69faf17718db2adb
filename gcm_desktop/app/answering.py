"""Answering: the remarks on a return, how far each one is, and what is said in reply."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from gcm_desktop.app.acting import subject
from gcm_desktop.app.desk import Desk
from gcm_desktop.domain.cells import parse_cell
from gcm_desktop.domain.merge import standing
from gcm_desktop.domain.records import Act, ActKind
from gcm_desktop.domain.remarks import Asked, RemarkState, answers_in, asked_in
from gcm_desktop.domain.units import ReturnKey, registers_of
from gcm_desktop.domain.values import Value
from gcm_desktop.errors import Issue, Severity, UserError, Where

REMARK: Final = "R900"  # stands in lists of findings for a remark of the coordinator
MAX_ANSWER: Final = 2000
_ANSWER: Final = "answer:"  # begins the setting that keeps an answer until it is sent


def asked(desk: Desk, key: ReturnKey, values: Mapping[str, Value] | None = None) -> tuple[Asked, ...]:
    """Give every remark on a return with its state and answer, those of the latest act last."""
    acts = desk.file.acts(subject(key))
    if not any(act.kind is ActKind.RETURNED for act in acts):
        return ()
    now = dict(values) if values is not None else dict(desk.file.cells(key))
    now |= desk.file.cells(registers_of(key.unit))
    typed = _typed(desk)
    return tuple(_with(one, typed) for one in asked_in(acts, subject(key), now))


def _with(one: Asked, typed: Mapping[str, str]) -> Asked:
    """Give a remark with the answer that was typed here and has not been sent yet."""
    text = typed.get(one.key)
    if text is None or one.state is RemarkState.CLOSED:
        return one
    state = RemarkState.ANSWERED if text else one.state
    return replace(one, answer=text, state=state)


def open_remarks(desk: Desk, key: ReturnKey) -> tuple[Asked, ...]:
    """Give the remarks nobody has answered yet."""
    return tuple(one for one in asked(desk, key) if one.state is RemarkState.OPEN)


def answer(desk: Desk, key: ReturnKey, remark: str, text: str) -> None:
    """Keep the answer to a remark at once; it leaves with the return. E621 unknown, E622 closed."""
    found = next((one for one in asked(desk, key) if one.key.startswith(remark)), None)
    if found is None:
        raise UserError("E621", remark=remark)
    if found.state is RemarkState.CLOSED:
        raise UserError("E622", number=found.remark.number)
    desk.file.set_setting(f"{_ANSWER}{found.key}", text.strip()[:MAX_ANSWER])


def reply(desk: Desk, key: ReturnKey) -> Act | None:
    """Record that a return which leaves answers its remarks; nothing where nobody asked or answered."""
    about = subject(key)
    acts = desk.file.acts(about)
    now = standing(acts, about)
    if desk.national or now.kind not in (ActKind.RETURNED, ActKind.ANSWERED):
        return None
    found = [one for one in asked(desk, key) if one.state is RemarkState.ANSWERED]
    known = answers_in(acts)
    given = {one.key: one.answer for one in found if one.answer and one.answer != known.get(one.key)}
    if not given and not (found and now.kind is ActKind.RETURNED):
        return None
    parents = tuple(sorted(act.id for act in now.acts))
    act = Act(about, ActKind.ANSWERED, parents, desk.maker, facts=given)
    desk.file.add_acts([act])
    return act


def remark_issues(desk: Desk, key: ReturnKey, values: Mapping[str, Value] | None = None) -> tuple[Issue, ...]:
    """Give the remarks an office has to answer as findings at their cells; answered ones ask for nothing."""
    from gcm_desktop.catalogue import has_cell

    if desk.national or key.is_register:
        return ()
    return tuple(
        Issue(
            REMARK,
            Severity.WARNING if one.state is RemarkState.OPEN else Severity.INFO,
            Where(cell=one.remark.cell),
            {"number": one.remark.number, "text": one.remark.text},
        )
        for one in asked(desk, key, values)
        if one.state is not RemarkState.CLOSED and has_cell(desk.catalogue, parse_cell(one.remark.cell))
    )


def _typed(desk: Desk) -> dict[str, str]:
    """Give what was typed as answers here, by the remark's name."""
    found = desk.file.settings()
    return {name.removeprefix(_ANSWER): text for name, text in found.items() if name.startswith(_ANSWER)}
