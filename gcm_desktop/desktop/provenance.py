"""Says in a line or two who set a cell, when, and from which file."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from gcm_desktop.app import archiving, display, tracing
from gcm_desktop.desktop.open_return import OpenReturn
from gcm_desktop.domain.catalogue import Catalogue
from gcm_desktop.domain.records import RevisionKind
from gcm_desktop.domain.values import BLANK, Value
from gcm_desktop.i18n import Words

if TYPE_CHECKING:
    from gcm_desktop.store import ArchiveInfo, Setter

_LINES = 3


def told(sheet: OpenReturn, cell: str) -> str:
    """Give what is known of a cell's origin, what counts now first; empty for a cell nobody touched."""
    words = sheet.words
    lines = []
    if cell in sheet.touched:
        person = sheet.desk.maker.name if sheet.desk.maker else ""
        lines.append(_line(words.say("typed here"), _when(words, sheet.touched[cell]), person))
    setters = tracing.why(sheet.desk, sheet.key, cell)
    lines += [setter_line(words, setter) for setter in setters[: _LINES - len(lines)]]
    away = archiving.archive_of(sheet.desk, sheet.key) if cell in sheet.values else None
    if away is not None:
        lines.append(archive_line(words, away))
    elif not lines and cell in sheet.values:
        moment = sheet.last_saved
        lines.append(_line(words.say("typed here"), _when(words, moment) if moment else ""))
    if accepted := _accepted(sheet, cell):
        lines.insert(0, accepted)
    return "\n".join(lines)


def _accepted(sheet: OpenReturn, cell: str) -> str:
    """Say what was accepted where something else stands now."""
    if sheet.accepted is None:
        return ""
    act, values = sheet.accepted
    then, words = values.get(cell, BLANK), sheet.words
    if then.same_as(sheet.value(cell)):
        return ""
    shown = display.shown(words, sheet.desk.catalogue, cell, then) or words.say("blank")
    day = words.date(date.fromisoformat(act.date)) if act.date else ""
    return _line(words.say("accepted: {value}", value=shown), day, act.person.name if act.person else "")


def setter_line(words: Words, setter: Setter, *, person: bool = True) -> str:
    """Say in one line who set a value, when, and in which file, sheet and cell."""
    name = setter.made_by.name if setter.made_by and person else ""
    if setter.kind is RevisionKind.DECISION:
        what = words.say("decided: {reason}", reason=setter.reason)
        files = [f"«{came.name}»" for came in setter.imports[:1]]
        return _line(what, name, *files, _when(words, setter.at))
    if setter.imports:
        came = setter.imports[0]
        place = "!".join(part for part in (setter.sheet, setter.ref) if part)
        withdrawn = words.say("withdrawn") if all(one.withdrawn for one in setter.imports) else ""
        return _line(f"«{came.name}»", place, name, _when(words, came.at), setter.reason, withdrawn)
    return _line(words.say("typed here"), _when(words, setter.at), name, setter.reason)


def archive_line(words: Words, away: ArchiveInfo) -> str:
    """Say in which file a closed year lies, and the number it is known by."""
    where = words.say("in the archive «{file}»", file=away.name)
    return _line(where, words.moment(away.at.astimezone()), away.digest[:12])


def value_line(words: Words, catalogue: Catalogue, cell: str, value: Value) -> str:
    """Write a value with its note and source, as they stand side by side."""
    text = display.shown(words, catalogue, cell, value) or words.say("blank")
    return "\n".join(part for part in (text, value.note, value.source) if part)


def _line(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _when(words: Words, moment: datetime) -> str:
    local = moment.astimezone() if moment.tzinfo else moment
    if local.date() == date.today():
        return words.say("today {time}", time=f"{local:%H:%M}")
    return words.moment(local)
