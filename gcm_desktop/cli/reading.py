"""values, why: what a data file says."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from gcm_desktop.app import archiving, display, tracing
from gcm_desktop.app.desk import Desk
from gcm_desktop.cli.deciding import key_of
from gcm_desktop.cli.speaking import Exit, Speaker, looked_into, verb
from gcm_desktop.cli.starting import FILE
from gcm_desktop.domain.units import ReportingUnit, ReturnKey
from gcm_desktop.domain.values import Value

if TYPE_CHECKING:
    from gcm_desktop.store import Setter

COLUMNS: Final = (
    *("unit", "period", "cell", "state", "value"),
    *("reason", "precision", "basis", "quality", "note", "source"),
)


@click.command("values")
@click.argument("file", type=FILE)
@click.option("--unit", help="Only this reporting unit.")
@click.option("--period", help="Only this period.")
@click.option(
    "--format", "shape", type=click.Choice(["csv", "json"]), default="csv", help="How to write them."
)
@click.option("--provenance", is_flag=True, help="Also say where every value came from.")
@verb
def values_command(
    speaker: Speaker, file: Path, unit: str | None, period: str | None, shape: str, provenance: bool
) -> Exit:
    """Write every value a data file holds."""
    speaker.as_json = speaker.as_json or shape == "json"
    with looked_into(file) as desk:
        meant = desk.own_unit(unit) if unit else None
        items = list(_items(desk, meant, period, provenance))
    if speaker.as_json:
        for item in items:
            speaker.item(**item)
        return Exit.DONE
    columns = (*COLUMNS, *(("made_by", "files", "revisions") if provenance else ()))
    table = io.StringIO()
    writer = csv.DictWriter(table, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _flat(item[name]) for name in item} for item in items)
    click.echo(table.getvalue().encode(), nl=False)
    return Exit.DONE


def _flat(field: Any) -> str:
    if not isinstance(field, list):
        return str(field)
    return "; ".join(" ".join(part.values()) if isinstance(part, dict) else str(part) for part in field)


def _items(
    desk: Desk, unit: ReportingUnit | None, period: str | None, provenance: bool
) -> Iterator[dict[str, Any]]:
    for key in sorted(desk.file.returns(), key=lambda key: (str(key.unit), key.period, key.form)):
        if (unit and key.unit != unit) or (period and key.period not in (period, "")):
            continue
        for cell, value in sorted(desk.file.cells(key).items()):
            if not value.is_blank:
                yield item_of(key, cell, value) | (_provenance(desk, key, cell) if provenance else {})


def item_of(key: ReturnKey, cell: str, value: Value) -> dict[str, Any]:
    """Give a value as scripts read it; marks that say nothing are left out."""
    marks = {
        "reason": value.state.reason,
        "precision": value.precision.value,
        "basis": value.basis.value,
        "quality": value.quality,
        "note": value.note,
        "source": value.source,
    }
    return {
        "unit": str(key.unit),
        "period": key.period,
        "cell": cell,
        "state": value.state.word,
        "value": value.text,
        **{name: text for name, text in marks.items() if text},
    }


def _provenance(desk: Desk, key: ReturnKey, cell: str) -> dict[str, Any]:
    now = desk.file.current(key).get(cell)
    standing = {id_ for candidate in now.candidates for id_ in candidate.revisions} if now else set()
    if cell in desk.file.typed(key):
        standing = set()  # typed over and not frozen yet: no revision says it
    setters = [setter for setter in desk.file.setters(key, cell) if setter.revision in standing]
    return {
        "revisions": sorted(setter.revision for setter in setters),
        "made_by": sorted({setter.made_by.name for setter in setters if setter.made_by}),
        "files": sorted(
            (_file(setter, name) for setter in setters for name in sorted({r.name for r in setter.imports})),
            key=lambda file: tuple(file.values()),
        ),
    }


def _file(setter: Setter, name: str) -> dict[str, str]:
    return {"name": name, "sheet": setter.sheet, "ref": setter.ref}


@click.command("why")
@click.argument("file", type=FILE)
@click.argument("cell")
@click.option("--unit", help="Reporting unit; without it, in a national file, the nation.")
@click.option("--period", help="Period, such as 2026-Q3.")
@verb
def why_command(speaker: Speaker, file: Path, cell: str, unit: str | None, period: str | None) -> Exit:
    """Say why a figure is what it is, back to file, sheet and cell."""
    with looked_into(file) as desk:
        if unit is None and desk.national:
            _why_nation(speaker, desk, cell, period or desk.period)
            return Exit.DONE
        key = key_of(desk, cell, unit, period)
        value = desk.file.cells(key).get(cell)
        text = display.shown(speaker.words, desk.catalogue, cell, value) if value else ""
        speaker.line(f"{display.shown_cell(speaker.words, desk.catalogue, cell)}: {text or '–'}")
        if cell in desk.file.typed(key):
            speaker.say("Typed here, not sent yet.")
            speaker.item(unit=str(key.unit), period=key.period, cell=cell, typed=True)
        for setter in tracing.why(desk, key, cell):
            _setter(speaker, desk, key, cell, setter)
        _archived(speaker, desk, key, cell)
    return Exit.DONE


def _archived(speaker: Speaker, desk: Desk, key: ReturnKey, cell: str) -> None:
    """Say in which archive the return lies; where that file is beside, tell what is in it."""
    away = archiving.archive_of(desk, key)
    if away is None:
        return
    lies = archiving.archive_place(desk, away).exists()
    speaker.say(
        "In the archive «{file}» of {year}, {digest}.", file=away.name, year=away.year, digest=away.digest
    )
    speaker.item(archive=away.name, year=away.year, digest=away.digest, here=lies)
    if lies:
        with archiving.looked_into(desk, away) as there:
            for setter in tracing.why(there, key, cell):
                _setter(speaker, there, key, cell, setter)


def _setter(speaker: Speaker, desk: Desk, key: ReturnKey, cell: str, setter: Setter) -> None:
    text = display.shown(speaker.words, desk.catalogue, cell, setter.value) or "–"
    by = setter.made_by.name if setter.made_by else speaker.words.say("filled in by hand")
    files = sorted({record.name for record in setter.imports})
    place = " ".join(part for part in (setter.sheet, setter.ref) if part)
    parts = [setter.revision[:12], text, by, *files, place, setter.reason]
    if not setter.active:
        parts.append(speaker.words.say("does not count"))
    speaker.line("  " + "  ".join(part for part in parts if part))
    speaker.item(
        **item_of(key, cell, setter.value),
        revision=setter.revision,
        active=setter.active,
        kind=setter.kind.value,
        reason=setter.reason,
        made_by=setter.made_by.name if setter.made_by else "",
        made_here=setter.made_here,
        files=[_file(setter, name) for name in files],
    )


def _why_nation(speaker: Speaker, desk: Desk, cell: str, period: str) -> None:
    reason = tracing.why_nation(desk, cell, period)
    total = reason.total
    coverage = speaker.words.say("{answered} of {asked} units", answered=total.answered, asked=total.asked)
    name = display.shown_cell(speaker.words, desk.catalogue, cell)
    speaker.line(f"{name}: {display.shown_number(speaker.words, total.number) or '–'} ({coverage})")
    for part in reason.parts:
        text = display.shown(speaker.words, desk.catalogue, cell, part.value) or "–"
        files = sorted({record.name for setter in part.setters for record in setter.imports})
        speaker.line("  " + "  ".join((str(part.unit), text, *files)))
        speaker.item(
            **item_of(part.key, cell, part.value),
            conflict=part.conflict,
            revisions=sorted(setter.revision for setter in part.setters),
            files=files,
        )
    speaker.item(
        cell=cell,
        period=period,
        unit="nation",
        value="" if total.number is None else format(total.number, "f"),
        answered=total.answered,
        asked=total.asked,
    )
