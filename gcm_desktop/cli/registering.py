"""registers: the registers and their rows, and tables of rows brought in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from gcm_desktop.app import register_tables, registers
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.register_tables import Line, Standing, TablePlan
from gcm_desktop.app.unlocking import Unlocking
from gcm_desktop.cli.speaking import Exit, Speaker, looked_into, opened, verb
from gcm_desktop.cli.starting import FILE
from gcm_desktop.cli.unlocking import password_file, unlocking
from gcm_desktop.domain.units import NATION, registers_of


@click.command("registers")
@click.argument("file", type=FILE)
@click.argument("register", required=False)
@click.option("--unit", help="Only this reporting unit; with a table, the unit its rows belong to.")
@click.option(
    "--import", "table", type=FILE, help="Bring in a table of rows: xlsx, ods, CSV, or text with tabs."
)
@click.option("--starting", is_flag=True, help="Bring in the rows the program comes with.")
@click.option("--preview", is_flag=True, help="Only say what a table would bring.")
@click.option(
    "--also-likely",
    is_flag=True,
    help="Bring in rows that likely repeat another, too; without it they stay out.",
)
@click.option("--by", help="Surname and initials for the record.")
@password_file
@verb
def registers_command(
    speaker: Speaker,
    file: Path,
    register: str | None,
    unit: str | None,
    table: Path | None,
    starting: bool,
    preview: bool,
    also_likely: bool,
    by: str | None,
    password_file: Path | None,
) -> Exit:
    """List the registers or the rows of one, or bring in a table of rows."""
    if not (table or starting):
        return _list(speaker, file, register, unit)
    if table and starting:
        raise click.UsageError("Give --import TABLE or --starting.")
    if table and not register:
        raise click.UsageError("Name the register the rows belong to, such as BA.")
    left = 0
    with looked_into(file) if preview else opened(file, by) as desk:
        for planned in _plans(desk, register, unit, table, unlocking(speaker, password_file)):
            left += _bring(speaker, desk, planned, preview, also_likely)
    return Exit.LEFT if left else Exit.DONE


def _plans(
    desk: Desk, register: str | None, unit: str | None, table: Path | None, opening: Unlocking
) -> Iterator[TablePlan]:
    unit = unit or (NATION if desk.national else None)
    if register and table:
        known = registers.known_register(desk, register)
        read = register_tables.read_table(table, known, opening)
        yield register_tables.plan(desk, register, read, unit)
        return
    if register:
        registers.known_register(desk, register)
    for code in (register,) if register else tuple(desk.catalogue.registers):
        if own := register_tables.starting_table(desk.catalogue.registers[code]):
            yield register_tables.plan(desk, code, own, unit)


def _bring(speaker: Speaker, desk: Desk, planned: TablePlan, preview: bool, also_likely: bool) -> int:
    """Keep what a table brings, say what became of every line, and count what a person has to look at."""
    likely = [line.number for line in planned.lines if line.standing is Standing.LIKELY]
    also = likely if also_likely else []
    if not preview:
        register_tables.take(desk, planned, also=also)
    name = planned.register.name.of(speaker.words.code)
    counts = {standing: planned.count(standing) for standing in Standing}
    speaker.line(f"{planned.register.code}  {name}")
    speaker.say(
        "  new: {new}, already here: {known}, goals added: {goals}, likely the same as another row: {likely}",
        new=counts[Standing.NEW],
        known=counts[Standing.KNOWN],
        goals=counts[Standing.OTHER_GOALS],
        likely=counts[Standing.LIKELY],
    )
    if planned.unknown:
        speaker.say("  Columns left out: {names}.", names=", ".join(planned.unknown))
    for line in planned.lines:
        _tell(speaker, planned, line)
    unread = sum(bool(line.unread) for line in planned.lines if line.standing is not Standing.KNOWN)
    return unread + len(likely) - len(also)


def _tell(speaker: Speaker, planned: TablePlan, line: Line) -> None:
    rows = ", ".join(likeness.row for likeness in line.same)
    if line.standing is Standing.LIKELY:
        speaker.say("  Line {line}: likely the same as {rows}.", line=line.number, rows=rows)
    if line in planned.questions and line.question:
        one, two = (reading.iso for reading in line.question.readings)
        text = line.question.text
        speaker.say(
            "  Line {line}: «{text}» reads as {one} or {two}; the date stays open until it is chosen.",
            **{"line": line.number, "text": text, "one": one, "two": two},
        )
    for field in line.unread:
        speaker.say("  Line {line}: «{text}» is kept as typed.", line=line.number, text=line.values[field])
    speaker.item(
        register=planned.register.code,
        line=line.number,
        row=line.same[0].row if line.same and line.standing is not Standing.LIKELY else line.row,
        status=line.standing.value,
        same=[likeness.row for likeness in line.same],
        unread=list(line.unread),
        readings=[reading.iso for reading in line.question.readings] if line.question else [],
    )


def _list(speaker: Speaker, file: Path, register: str | None, unit: str | None) -> Exit:
    with looked_into(file) as desk:
        meant = (
            (desk.own_unit(unit),)
            if unit
            else tuple(sorted(key.unit for key in desk.file.returns() if key.is_register))
        )
        if register:
            registers.known_register(desk, register)
        for code in (register,) if register else tuple(desk.catalogue.registers):
            rows = [(own, row) for own in meant for row in registers.rows(desk, code, own)]
            name = desk.catalogue.registers[code].name.of(speaker.words.code)
            speaker.line(f"{code}  {name}  {len(rows)}")
            if register is None:
                speaker.item(register=code, rows=len(rows))
                continue
            for own, row in rows:
                fields = {field: value.text for field, value in sorted(row.values.items())}
                speaker.line(f"  {row.row}  " + " · ".join(fields.values()))
                speaker.item(register=code, unit=str(registers_of(own).unit), row=row.row, fields=fields)
    return Exit.DONE
