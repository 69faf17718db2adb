"""Says in a line or two who set a cell, when, and from which file."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from gcm_desktop.app import tracing
from gcm_desktop.desktop.open_return import OpenReturn
from gcm_desktop.i18n import Words

if TYPE_CHECKING:
    from gcm_desktop.store import Setter

_LINES = 3


def told(sheet: OpenReturn, cell: str) -> str:
    """Give what is known of a cell's origin, what counts now first; empty for a cell nobody touched."""
    words = sheet.words
    lines = []
    if cell in sheet.touched:
        person = sheet.desk.maker.name if sheet.desk.maker else ""
        lines.append(_line(words.say("typed here"), _when(words, sheet.touched[cell]), person))
    setters = tracing.why(sheet.desk, sheet.key, cell)
    lines += [_of(words, setter) for setter in setters[: _LINES - len(lines)]]
    if not lines and cell in sheet.values:
        moment = sheet.last_saved
        lines.append(_line(words.say("typed here"), _when(words, moment) if moment else ""))
    return "\n".join(lines)


def _of(words: Words, setter: Setter) -> str:
    person = setter.made_by.name if setter.made_by else ""
    if setter.imports:
        came = setter.imports[0]
        place = "!".join(part for part in (setter.sheet, setter.ref) if part)
        return _line(f"«{came.name}»", place, person, _when(words, came.at), setter.reason)
    return _line(words.say("typed here"), _when(words, setter.at), person, setter.reason)


def _line(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _when(words: Words, moment: datetime) -> str:
    local = moment.astimezone() if moment.tzinfo else moment
    if local.date() == date.today():
        return words.say("today {time}", time=f"{local:%H:%M}")
    return words.moment(local)
