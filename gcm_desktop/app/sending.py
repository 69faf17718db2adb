"""Sending: a return leaves as a workbook, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from gcm_desktop.app import answering, older_versions
from gcm_desktop.app.desk import Desk, known_unit
from gcm_desktop.app.issuing import blank_book
from gcm_desktop.app.official import official
from gcm_desktop.domain import digests
from gcm_desktop.domain.catalogue import Catalogue
from gcm_desktop.domain.periods import parse_period
from gcm_desktop.domain.records import Act, ActKind, Maker, Revision
from gcm_desktop.domain.units import ReportingUnit, ReturnKey, registers_of
from gcm_desktop.domain.values import Value
from gcm_desktop.errors import UserError

if TYPE_CHECKING:
    from gcm_desktop.exchange import ReturnBook

DRAFT, SENT = "draft", "sent"


@dataclass(frozen=True, slots=True)
class Sent:
    """The workbook that was written."""

    path: Path
    revision: str  # the revision it carries; empty while nothing was ever entered
    check_code: str
    draft: bool


def template(
    out: Path,
    unit: ReportingUnit | str,
    period: str,
    language: str = "tk",
    *,
    catalogue: Catalogue | None = None,
    previous: Mapping[str, Value] | None = None,
) -> Path:
    """Write an empty form for a unit and period."""
    from gcm_desktop.catalogue import load
    from gcm_desktop.exchange import write_return

    known = catalogue or load()
    meant = known_unit(known, unit) if isinstance(unit, str) else unit
    parse_period(period)
    book = blank_book(known, meant, period, language, previous)
    write_return(book, workbook_path(out))
    return out


def export(
    desk: Desk,
    out: Path,
    unit: ReportingUnit | str | None = None,
    period: str | None = None,
    *,
    draft: bool = False,
    language: str | None = None,
) -> Sent:
    """Freeze what was typed and write the return; the same bytes when nothing changed since."""
    from gcm_desktop.exchange import write_return

    key = desk.key(unit, period)
    registers = registers_of(key.unit)
    target = workbook_path(out)
    desk.file.ensure_return(key)
    desk.file.ensure_return(registers)
    for own in (key, registers):
        desk.file.freeze(own, _typist(desk, own))
    if not draft:
        _note_sent(desk, (key, registers))
        answering.reply(desk, key)
    book = composed(desk, key, DRAFT if draft else SENT, language or desk.language)
    write_return(book, target)
    heads = desk.file.heads(key)
    desk.file.checkpoint()
    return Sent(out, heads[0] if heads else "", book.check_code, draft)


def _typist(desk: Desk, key: ReturnKey) -> Maker | None:
    """Give who typed last; the one who sends may be someone else."""
    for entry in desk.file.journal(key=key):
        if entry.kind == "typed" and entry.by is not None:
            return entry.by
    return desk.maker


def file_name(desk: Desk, key: ReturnKey) -> str:
    """Give the name a return leaves under; names sort by period, unit and revision."""
    from gcm_desktop.exchange import file_name as name

    number = len(desk.file.active_revisions(key)) + bool(desk.file.typed(key))
    return name(key.unit, key.period, number, check_code(desk, key))


def check_code(desk: Desk, key: ReturnKey) -> str:
    """Give the twenty digits over a return's values and its unit's register rows."""
    return digests.check_code(content(desk, key))


def content(desk: Desk, key: ReturnKey) -> str:
    """Give the content digest of a return as it stands."""
    values = {**_values(desk, registers_of(key.unit)), **_values(desk, key)}
    return digests.content_digest(key, desk.catalogue.digest, values)


def _values(desk: Desk, key: ReturnKey) -> dict[str, Value]:
    return desk.file.cells(key)


def composed(desk: Desk, key: ReturnKey, status: str, language: str, said: Iterable[Act] = ()) -> ReturnBook:
    """Give everything a workbook of a return says, as it stands here; ``said`` are acts about to be made."""
    from gcm_desktop.exchange import ReturnBook

    registers = registers_of(key.unit)
    keys = (key, registers)
    counting = {own: desk.file.active_revisions(own) for own in keys}
    purged = {record.revision for record in desk.file.purged()}  # no longer whole: only their values travel
    revisions = tuple(
        revision
        for own in keys
        for id_, revision in sorted(desk.file.revisions(own).items())
        if id_ in counting[own] and id_ not in purged
    )
    links = {id_: parents for own in keys for id_, parents in desk.file.links(own).items()}
    return ReturnBook(
        catalogue=desk.catalogue,
        language=language,
        unit=key.unit,
        period=key.period,
        status=status,
        values=desk.file.cells(key),
        registers=desk.file.cells(registers),
        previous=desk.previous(key),
        revisions=revisions,
        links=links,
        acts=_acts_about(desk, keys, revisions, said),
        heads={own.id: tuple(desk.file.heads(own)) for own in keys},
        check_code=check_code(desk, key),
        compact_name=official(desk).compact,
        sender=desk.maker.name if desk.maker else "",
        lineage=older_versions.lineage(desk),
    )


def _acts_about(
    desk: Desk, keys: Iterable[ReturnKey], revisions: Iterable[Revision], said: Iterable[Act] = ()
) -> tuple[Act, ...]:
    """Give what was said about the returns, their goals and revisions; imports are this file's own matter."""
    subjects = {f"revision:{revision.id}" for revision in revisions}
    returns = tuple(keys)
    starts = tuple(start for key in returns for start in (f"return:{key.id}", f"goal:{key.id}:"))
    found = [act for act in desk.file.acts() if act.subject in subjects or act.subject.startswith(starts)]
    every = {act.id: act for act in (*found, *said)}
    return tuple(every[id_] for id_ in sorted(every))


def _note_sent(desk: Desk, keys: Iterable[ReturnKey]) -> None:
    """Record once per revision that it was sent and on what day; the second export gives the same bytes."""
    said = {act.subject for act in desk.file.acts() if act.kind is ActKind.SENT}
    heads = [f"revision:{head}" for key in keys for head in desk.file.heads(key)]
    today = date.today().isoformat()
    new = [
        Act(subject, ActKind.SENT, person=desk.maker, date=today) for subject in heads if subject not in said
    ]
    if new:
        desk.file.add_acts(new)


def revision_date(desk: Desk, key: ReturnKey) -> date | None:
    """Give the day the standing revision was sent, the same on every computer; else of the last change."""
    heads = {f"revision:{head}" for head in desk.file.heads(key)}
    sent = [act.date for act in desk.file.acts() if act.kind is ActKind.SENT and act.subject in heads]
    if any(sent):
        return date.fromisoformat(max(sent))
    saved = desk.file.last_saved(key)
    return saved.astimezone().date() if saved else None


def workbook_path(out: Path) -> Path:
    """Give the path of a workbook to write; raises E503 for another kind of file."""
    if out.suffix.lower() != ".xlsx":
        raise UserError("E503", file=out.name)
    return out
