"""Letters: one page that tells a unit that its return was accepted, or sent back with remarks."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gcm_desktop.app import acting, display, sending
from gcm_desktop.app.covers import department, office_name
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.official import official
from gcm_desktop.domain.records import Act, ActKind
from gcm_desktop.domain.remarks import remarks_of
from gcm_desktop.domain.spelling import in_words
from gcm_desktop.domain.units import NATION, SERVICE, ReportingUnit, ReturnKey
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import Words, words

if TYPE_CHECKING:
    from gcm_desktop.reports.letter import Letter

ACCEPTED, REMARKS = "accepted", "remarks"
_SENDER: Final = ReportingUnit(SERVICE, NATION)


def print_letter(desk: Desk, out: Path, key: ReturnKey, language: str | None = None, number: str = "") -> str:
    """Write the letter about a return; gives which of the two it is; E634 when neither follows."""
    from gcm_desktop.reports.letter import write_letter

    made, kind = letter(desk, key, language or desk.language, number)
    write_letter(made, out)
    return kind


def letter(desk: Desk, key: ReturnKey, language: str, number: str = "") -> tuple[Letter, str]:
    """Gather what the letter about a return says."""
    act = _answered(desk, key)
    if act is None:
        raise UserError("E634", unit=str(key.unit), period=key.period)
    kind = ACCEPTED if act.kind is ActKind.ACCEPTED else REMARKS
    spoken = words(language)
    return (_accepted if kind == ACCEPTED else _remarked)(desk, key, act, spoken, number), kind


def can_write(desk: Desk, key: ReturnKey) -> bool:
    """Say whether a letter about a return follows from what was said of it."""
    return _answered(desk, key) is not None


def _answered(desk: Desk, key: ReturnKey) -> Act | None:
    """Find the acceptance or the remarks that hold; a lock after an acceptance changes nothing."""
    open_ = acting.standing_of(desk, key).acts
    if not open_:
        return None
    if open_[0].kind in (ActKind.ACCEPTED, ActKind.RETURNED):
        return open_[0]
    known = {act.id: act for act in desk.file.acts(acting.subject(key))}
    parents = [known[id_] for id_ in open_[0].parents if id_ in known]
    accepted = (act for act in parents if act.kind is ActKind.ACCEPTED)
    return next(accepted, None) if open_[0].kind is ActKind.LOCKED else None


def _accepted(desk: Desk, key: ReturnKey, act: Act, spoken: Words, number: str) -> Letter:
    values = desk.file.cells(key).values()
    text = (
        _opening(desk, key, spoken),
        spoken.say("The return is accepted."),
        spoken.say(
            "Answers in the return: {n}. Check code: {code}.",
            n=_figure(spoken, sum(not value.is_blank for value in values)),
            code=sending.check_code(desk, key),
        ),
    )
    return _framed(desk, key, act, spoken, number, text)


def _remarked(desk: Desk, key: ReturnKey, act: Act, spoken: Words, number: str) -> Letter:
    from dataclasses import replace

    remarks = remarks_of(act)
    points = tuple(
        f"{at}. {display.shown_cell(spoken, desk.catalogue, one.cell)}: {one.text.of(spoken.code)}"
        for at, one in enumerate(remarks, start=1)
    ) or ((act.reason,) if act.reason else ())
    text = [_opening(desk, key, spoken), spoken.say("The return is sent back with remarks.")]
    if remarks:
        text.append(spoken.say("Remarks: {n}.", n=_figure(spoken, len(remarks))))
    left_out = tuple(
        spoken.say("Further remarks stand in the workbook: {n}.", n=_figure(spoken, n)) if n else ""
        for n in range(len(points) + 1)
    )
    after = (spoken.say("Please answer every remark in the workbook and send the return again."),)
    annex = spoken.say("Annex: 1. The workbook with the remarks.") if remarks else ""
    made = _framed(desk, key, act, spoken, number, tuple(text))
    return replace(made, points=points, left_out=left_out, after=after, annex=annex)


def _opening(desk: Desk, key: ReturnKey, spoken: Words) -> str:
    return spoken.say(
        "Return on the objectives of the compact «{compact}». Reporting period: {period}.",
        compact=official(desk).compact.of(spoken.code),
        period=spoken.period(key.period),
    )


def _framed(
    desk: Desk, key: ReturnKey, act: Act, spoken: Words, number: str, text: tuple[str, ...]
) -> Letter:
    from gcm_desktop.reports.letter import Letter

    say, page = spoken.say, official(desk)
    to = (office_name(desk.catalogue, key.unit, spoken.code), department(spoken, desk.catalogue, key.unit))
    executor = f"{say('Prepared by')}: {page.executor}" if page.executor else ""
    phone = f"{say('Phone')}: {page.phone}" if page.phone else ""
    return Letter(
        language=spoken.code,
        title=say("Letter on the return: {unit}, {period}", unit=str(key.unit), period=key.period),
        office=office_name(desk.catalogue, _SENDER, spoken.code),
        department=page.department,
        number=f"№ {number or '__________'}",
        date=_date(spoken, act.date),
        addressee=(say("To the head of the office:"), *filter(None, to)),
        urgency=say("Ordinary procedure!"),
        text=text,
        position=page.signatory or say("Head"),
        name=page.signatory_name or "____________________",
        executor="; ".join(filter(None, (executor, phone))),
    )


def _date(spoken: Words, text: str) -> str:
    """Write the day that was stated; the clock of the printer never stands on a page."""
    shown = spoken.date(date.fromisoformat(text)) if text else "___.___.20___"
    return spoken.say_as("letter", "{date}", date=shown)


def _figure(spoken: Words, number: int) -> str:
    """Write a figure and repeat it in words: 12 (on iki) sany."""
    return spoken.say_as(
        "letter", "{n} ({words})", n=spoken.number(number), words=in_words(number, spoken.code)
    )
