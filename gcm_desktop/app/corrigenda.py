"""Corrigenda: which cells of a return changed since it was sent; unchanged pages are not printed again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gcm_desktop.app import acting, display, sending, tracing
from gcm_desktop.app.covers import cover, official_date
from gcm_desktop.app.desk import Desk, known_unit
from gcm_desktop.app.page import code_name, ratio_part
from gcm_desktop.domain.cells import CellKind, Part, parse_cell
from gcm_desktop.domain.merge import ancestors, current_cells
from gcm_desktop.domain.records import Act, ActKind
from gcm_desktop.domain.units import ReportingUnit, ReturnKey
from gcm_desktop.domain.values import BLANK, State, Value
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import Words, pair

if TYPE_CHECKING:
    from gcm_desktop.reports.corrigendum import Correction, Corrigendum

_SHORT: Final = 8  # letters of a revision's id on paper


def print_corrigendum(
    desk: Desk,
    out: Path,
    unit: ReportingUnit | str | None = None,
    period: str | None = None,
    language: str | None = None,
    second: str = "",
    since: str = "",
) -> int:
    """Write the corrigendum as PDF; gives the number of pages."""
    from gcm_desktop.reports.corrigendum import write_corrigendum

    if out.suffix.lower() != ".pdf":
        raise UserError("E504", file=out.name)
    return write_corrigendum(corrigendum(desk, unit, period, language, second, since), out)


def corrigendum(
    desk: Desk,
    unit: ReportingUnit | str | None = None,
    period: str | None = None,
    language: str | None = None,
    second: str = "",
    since: str = "",
) -> Corrigendum:
    """Gather the changes since a sent revision, by default the last one that differs from what holds now.

    E522 where nothing was sent, E523 where nothing changed, E524 for a revision nobody sent.
    """
    from gcm_desktop.reports.corrigendum import Corrigendum

    spoken = pair(language or desk.language, second)
    meant = known_unit(desk.catalogue, unit) if isinstance(unit, str) else unit
    key = desk.key(meant, period)
    revision, act, was = _sent_before(desk, key, since)
    heads = desk.file.heads(key)
    about = cover(
        desk,
        key.unit,
        key.period,
        spoken,
        "corrigendum",
        check_code=sending.check_code(desk, key),
        date=official_date(spoken, sending.revision_date(desk, key)),
        revision=heads[0][:_SHORT] if heads else "",
    )
    about = replace(about, draft=acting.state_of(desk, key) is None)
    lines = tuple(_lines(desk, key, was, spoken))
    day = display.shown_date(spoken, act.date) if act.date else "–"
    sent = spoken.say("revision {revision}, sent {date}", revision=revision[:_SHORT], date=day)
    return Corrigendum(about, sent, lines)


def sent_revisions(desk: Desk, key: ReturnKey) -> dict[str, Act]:
    """Give the revisions of a return that were sent, the last one first."""
    links = desk.file.links(key)
    own = desk.file.revisions(key)
    said = {act.subject: act for act in desk.file.acts() if act.kind is ActKind.SENT}
    sent = {id_: said[f"revision:{id_}"] for id_ in own if f"revision:{id_}" in said}
    ranked = sorted(sent, key=lambda id_: (len(ancestors(links, id_)), sent[id_].date, id_), reverse=True)
    return {id_: sent[id_] for id_ in ranked}


def _sent_before(desk: Desk, key: ReturnKey, since: str) -> tuple[str, Act, Mapping[str, Value]]:
    sent = sent_revisions(desk, key)
    if not sent:
        raise UserError("E522", unit=str(key.unit), period=key.period)
    named = [id_ for id_ in sent if since and id_.startswith(since)]
    if since and len(named) != 1:
        raise UserError("E524", revision=since, known=", ".join(id_[:_SHORT] for id_ in sent))
    for id_ in named or sent:
        was = _at(desk, key, id_)
        if _changed(desk, key, was):
            return id_, sent[id_], was
    raise UserError("E523", unit=str(key.unit), period=key.period)


def _at(desk: Desk, key: ReturnKey, revision: str) -> dict[str, Value]:
    """Give what a return said when a revision was sent, under today's codes."""
    from gcm_desktop.catalogue import carried, renaming

    links, own = desk.file.links(key), desk.file.revisions(key)
    within = {revision, *ancestors(links, revision)} & own.keys() & desk.file.active_revisions(key)
    lines = desk.catalogue.crosswalk
    standing = current_cells({id_: own[id_] for id_ in sorted(within)}, links, renaming(lines))
    return carried(lines, {cell: now.value for cell, now in standing.items()})


def _changed(desk: Desk, key: ReturnKey, was: Mapping[str, Value]) -> list[str]:
    now, disputed = desk.file.cells(key), desk.conflict_cells(key)
    return [
        cell
        for cell in was.keys() | now.keys() | disputed
        if cell in disputed or not was.get(cell, BLANK).same_as(now.get(cell, BLANK))
    ]


def _lines(desk: Desk, key: ReturnKey, was: Mapping[str, Value], spoken: Words) -> Iterator[Correction]:
    from gcm_desktop.reports.corrigendum import Correction
    from gcm_desktop.reports.model import CONFLICT

    now, disputed = desk.file.cells(key), desk.conflict_cells(key)
    order = {code: place for place, code in enumerate(desk.catalogue.indicators)}

    def place(cell: str) -> tuple[int, int, str]:
        code = parse_cell(cell)
        return code.goal, order.get(code.indicator, len(order)), cell

    for cell in sorted(_changed(desk, key, was), key=place):
        old, new = was.get(cell, BLANK), now.get(cell, BLANK)
        who, why = _maker(desk, key, cell)
        code = parse_cell(cell)
        yield Correction(
            code.goal,
            code.indicator or f"G{code.goal:02d}",
            _name(desk, cell, spoken),
            _shown(desk, cell, old, spoken),
            CONFLICT if cell in disputed else _shown(desk, cell, new, spoken),
            who,
            why or new.note or _note_gone(old, new, spoken),
        )


def _note_gone(old: Value, new: Value, spoken: Words) -> str:
    return spoken.say("note taken out: {text}", text=old.note) if old.note and not new.note else ""


def _shown(desk: Desk, cell: str, value: Value, spoken: Words) -> str:
    if value.state is State.UNREAD:
        return spoken.say("written as «{text}», not yet read", text=value.text)
    return display.shown(spoken, desk.catalogue, cell, value)


def _name(desk: Desk, cell: str, spoken: Words) -> str:
    """Name a cell without its code, which has a column of its own."""
    code = parse_cell(cell)
    if code.kind is CellKind.NARRATIVE:
        return spoken.name(desk.catalogue.narratives[code.section])
    indicator = desk.catalogue.indicators.get(code.indicator)
    if indicator is None:
        return cell
    names = [spoken.name(indicator.name, " / ")]
    if code.part is Part.RESULT:
        names.append(spoken.say("result"))
    elif (source := ratio_part(indicator, code.part)) and source.name:
        names.append(spoken.name(source.name, " / "))
    names += [spoken.name(code_name(desk.catalogue, dim, part), " / ") for dim, part in code.breakdown]
    return " · ".join(names)


def _maker(desk: Desk, key: ReturnKey, cell: str) -> tuple[str, str]:
    """Say who set what holds now and why; what is being typed is the present person's."""
    if cell in desk.file.typed(key):
        return desk.maker.name if desk.maker else "", ""
    for setter in tracing.why(desk, key, cell)[:1]:
        return setter.made_by.name if setter.made_by else "", setter.reason
    return "", ""
