"""enter: cells from arguments and from a table."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import click

from gcm_desktop.app import entering, merging
from gcm_desktop.app.desk import Desk
from gcm_desktop.cli.speaking import Exit, Speaker, opened, verb
from gcm_desktop.cli.starting import FILE
from gcm_desktop.domain.cells import CellKind, parse_cell
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.domain.values import BLANK, State, Value
from gcm_desktop.errors import UserError


@dataclass(frozen=True, slots=True)
class Typed:
    """One answer as it was written; ``note`` is nothing where none was given."""

    cell: str
    text: str | None = None
    note: str | None = None


@click.command("enter")
@click.argument("file", type=FILE)
@click.argument("answers", metavar="[CELL=VALUE]...", nargs=-1)
@click.option("--unit", help="Reporting unit, such as TM-M.")
@click.option("--period", help="Period, such as 2026-Q3.")
@click.option(
    "--from", "table", type=FILE, help="A CSV table with the columns cell, value and, if any, note."
)
@click.option("--note", "notes", metavar="CELL=TEXT", multiple=True, help="A note on a cell.")
@click.option("--by", help="Surname and initials for the record.")
@verb
def enter_command(
    speaker: Speaker,
    file: Path,
    answers: tuple[str, ...],
    unit: str | None,
    period: str | None,
    table: Path | None,
    notes: tuple[str, ...],
    by: str | None,
) -> Exit:
    """Enter answers: 412, ~412, >=412, >412, ?L or ?O not available, x not applicable, nothing for blank."""
    if not (answers or table or notes):
        raise click.UsageError("Give CELL=VALUE, --from TABLE or --note CELL=TEXT.")
    typed = [*(_table(table) if table else ()), *(Typed(*split(text)) for text in answers)]
    typed += [Typed(cell, note=text) for cell, text in map(split, notes)]
    with opened(file, by) as desk:
        values = _values(desk, unit, period, typed)
        for key, cells in values.items():
            entering.enter_many(desk, key, cells)
        unread = _tell(speaker, values)
        left = merging.remaining(desk, values)
    if unread or left:
        speaker.say("Conflicts and unread cells left: {count}.", count=left)
        return Exit.LEFT
    return Exit.DONE


def split(text: str) -> tuple[str, str]:
    """Split CELL=VALUE at the first sign that leaves a cell code before it."""
    place = text.find("=")
    while place >= 0:
        try:
            parse_cell(text[:place])
        except UserError:
            place = text.find("=", place + 1)
        else:
            return text[:place], text[place + 1 :]
    raise UserError("E210", text=text)


def _values(
    desk: Desk, unit: str | None, period: str | None, typed: Iterable[Typed]
) -> dict[ReturnKey, dict[str, Value]]:
    """Read every answer before anything is kept, so that a mistake keeps nothing."""
    found: dict[ReturnKey, dict[str, Value]] = {}
    for one in typed:
        code = entering.known_cell(desk.catalogue, one.cell)
        key = desk.registers_key(unit) if code.kind is CellKind.REGISTER else desk.key(unit, period)
        cells = found.setdefault(key, {})
        value = cells.get(one.cell) or desk.file.cells(key).get(one.cell, BLANK)
        if one.text is not None:
            value = entering.typed(desk, key, one.cell, one.text, value)
        if one.note is not None:
            value = replace(value, note=one.note.strip())
        cells[one.cell] = value
    return found


def _table(path: Path) -> Iterator[Typed]:
    """Read a table with or without a head; columns stand apart by commas, semicolons or tabs."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise UserError("E212", file=path.name) from None
    first = text.partition("\n")[0]
    sign = max(",;\t", key=first.count)
    names = ["cell", "value", "note"]
    for number, row in enumerate(csv.reader(text.splitlines(), delimiter=sign), start=1):
        if number == 1 and row and row[0].strip().lower() in ("cell", "unit"):
            names = [name.strip().lower() for name in row]
            continue
        if not any(field.strip() for field in row):
            continue
        record = dict(zip(names, row, strict=False))
        if "cell" not in record or "value" not in record:
            raise UserError("E211", file=path.name, line=number)
        yield Typed(record["cell"].strip(), _written(record), record.get("note") or None)


def _written(record: dict[str, str]) -> str:
    """Give what a person would type; a table written by ``values`` names the state apart."""
    state = record.get("state", "")
    signs = {"not_available": f"?{record.get('reason') or 'O'}", "not_applicable": "x", "blank": ""}
    return signs.get(state, record.get("precision", "") + record["value"])


def _tell(speaker: Speaker, values: dict[ReturnKey, dict[str, Value]]) -> int:
    unread = 0
    for key, cells in values.items():
        for cell, value in sorted(cells.items()):
            speaker.item(
                unit=str(key.unit),
                period=key.period,
                cell=cell,
                state=value.state.word,
                value=value.text,
            )
            if value.state is State.UNREAD:
                unread += 1
                speaker.say("{cell}: «{text}» is kept as unread.", cell=cell, text=value.text)
    count = sum(map(len, values.values()))
    speaker.line(speaker.words.count(count, "{n} cell kept.", "{n} cells kept."))
    return unread
