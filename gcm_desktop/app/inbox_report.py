"""The report of an import: what came, what changed, what was not taken; it stays with the import."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from gcm_desktop.app import display, wording
from gcm_desktop.app.covers import office_name
from gcm_desktop.app.desk import Desk, known_unit, unit_name
from gcm_desktop.app.effects import Effect
from gcm_desktop.app.inbox import Counts, Entry
from gcm_desktop.app.official import official
from gcm_desktop.domain.records import canonical_json
from gcm_desktop.domain.units import NATION, SERVICE, ReportingUnit
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import Words, mark, words

if TYPE_CHECKING:
    from gcm_desktop.reports.arrivals import ArrivalsReport
    from gcm_desktop.store import ImportRecord

TAKEN, NOT_TAKEN, LEFT = "taken", "not_taken", "left"
SAID: Final = {
    TAKEN: mark("received"),
    NOT_TAKEN: mark("not taken"),
    LEFT: mark("put aside"),
}
_MOST_FIGURES: Final = 400  # of one report; the whole stands in the file itself


@dataclass(frozen=True, slots=True)
class Told:
    """One file of the report."""

    name: str
    outcome: str
    unit: str = ""
    period: str = ""
    counts: Counts = Counts()
    sentence: str = ""  # why it was not taken


@dataclass(frozen=True, slots=True)
class Figure:
    """One national figure before and after, with how many units were in it."""

    period: str
    cell: str
    before: str
    after: str
    units_before: int
    units_after: int
    asked: int


@dataclass(frozen=True, slots=True)
class Report:
    """What a morning brought; of one file, what it brought and what was not taken beside it."""

    files: tuple[Told, ...]
    figures: tuple[Figure, ...]


def told(language: Words, entry: Entry) -> Told:
    """Give one file as the report says it; the sentence is written in the language on screen."""
    planned = entry.planned
    error = entry.refusal or planned.error
    outcome = TAKEN if entry.taken else NOT_TAKEN if error is not None else LEFT
    return Told(
        planned.name,
        outcome,
        str(planned.unit) if planned.unit else "",
        planned.period,
        entry.counts,
        f"{wording.sentence(language, error)} [{error.code}]" if error else "",
    )


def figures(effects: Iterable[Effect]) -> tuple[Figure, ...]:
    """Give the national figures that moved."""
    return tuple(
        Figure(
            effect.period,
            effect.cell,
            "" if effect.before.number is None else format(effect.before.number, "f"),
            "" if effect.after.number is None else format(effect.after.number, "f"),
            effect.before.answered,
            effect.after.answered,
            effect.after.asked,
        )
        for effect in list(effects)[:_MOST_FIGURES]
    )


def keep(
    desk: Desk, language: Words, entries: Sequence[Entry], effects: Mapping[str, Sequence[Effect]]
) -> None:
    """Keep with every file taken just now its own report; ``effects`` are by digest of these files."""
    beside = tuple(one for one in (told(language, e) for e in entries if not e.taken) if one.sentence)
    for entry in entries:
        digest = entry.planned.digest
        if entry.taken and digest in effects:
            own = Report((told(language, entry), *beside), figures(effects[digest]))
            keep_one(desk, digest, own)


def keep_one(desk: Desk, digest: str, report: Report) -> None:
    """Keep a report with the import of a file."""
    desk.file.keep_report(digest, canonical_json(_record(report)).decode())


def kept(desk: Desk, record: ImportRecord) -> Report | None:
    """Give the report of an import; nothing when it was taken without one."""
    text = desk.file.report(record.id)
    if not text:
        return None
    found = json.loads(text)
    files = tuple(
        Told(**{**one, "counts": Counts(**{name: int(n) for name, n in one["counts"].items()})})
        for one in found["files"]
    )
    numbers = ("units_before", "units_after", "asked")
    rows: list[dict[str, Any]] = [
        {name: int(text) if name in numbers else text for name, text in one.items()}
        for one in found["figures"]
    ]
    return Report(files, tuple(Figure(**row) for row in rows))


def _record(report: Report) -> dict[str, Any]:
    def text(value: object) -> object:
        if isinstance(value, dict):
            return {key: text(one) for key, one in value.items()}
        return str(value)

    return {
        "files": [text(asdict(one)) for one in report.files],
        "figures": [text(asdict(one)) for one in report.figures],
    }


def print_report(desk: Desk, report: Report, out: Path, language: str) -> int:
    """Write the report as PDF; gives the number of pages."""
    from gcm_desktop.reports.arrivals import write_arrivals

    if out.suffix.lower() != ".pdf":
        raise UserError("E504", file=out.name)
    return write_arrivals(_laid_out(desk, report, words(language)), out)


def _laid_out(desk: Desk, report: Report, spoken: Words) -> ArrivalsReport:
    from gcm_desktop.reports.arrivals import ArrivalsReport

    say = spoken.say
    heads = (say("Unit"), say("Period"), say("New"), say("Changed"), say("Equal"), say("Conflicts"))
    return ArrivalsReport(
        language=spoken.code,
        title=say("REPORT ON THE RETURNS RECEIVED"),
        office=office_name(desk.catalogue, ReportingUnit(SERVICE, NATION), spoken.code),
        lead=say(
            "Files: {n}. Received: {taken}. Not taken: {left}.",
            n=spoken.number(len(report.files)),
            taken=spoken.number(sum(one.outcome == TAKEN for one in report.files)),
            left=spoken.number(sum(one.outcome != TAKEN for one in report.files)),
        ),
        columns=(say("State"), *heads, say("Unread"), say("File")),
        files=tuple(_file_line(desk, spoken, one) for one in report.files),
        figures_title=say("National figures before and after"),
        figure_columns=(say("Figure"), say("Before"), say("After"), say("Coverage")),
        figures=tuple(figure_line(desk, spoken, one) for one in report.figures),
        person=f"{say('Prepared by')}: {official(desk).executor}" if official(desk).executor else "",
    )


def _file_line(desk: Desk, spoken: Words, one: Told) -> tuple[str, ...]:
    counts = one.counts
    numbers = (counts.new, counts.changed, counts.equal, counts.conflicts, counts.unread)
    known = not one.sentence
    return (
        spoken.say(SAID[one.outcome]),
        unit_name(desk.catalogue, known_unit(desk.catalogue, one.unit), spoken.code) if one.unit else "",
        spoken.period_short(one.period) if one.period else "",
        *(spoken.number(n) if known else "" for n in numbers),
        f"{one.name}\n{one.sentence}" if one.sentence else one.name,
    )


def figure_line(desk: Desk, spoken: Words, one: Figure) -> tuple[str, str, str, str]:
    """Write one national figure: its name, before, after, and how many units are in it."""

    def number(text: str) -> str:
        return spoken.number(Decimal(text)) if text else "–"

    units = (
        spoken.say("{n} of {total}", n=one.units_after, total=one.asked)
        if one.units_before == one.units_after
        else spoken.say(
            "{before} → {n} of {total}", before=one.units_before, n=one.units_after, total=one.asked
        )
    )
    name = display.shown_cell(spoken, desk.catalogue, one.cell)
    return f"{name} · {spoken.period_short(one.period)}", number(one.before), number(one.after), units
