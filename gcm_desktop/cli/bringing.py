"""bring: a home-made table into an office's own return, shown first, kept when it is confirmed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gcm_desktop.app import display, foreign
from gcm_desktop.app.foreign_matching import Role
from gcm_desktop.cli.speaking import Exit, Speaker, opened, verb
from gcm_desktop.cli.starting import FILE
from gcm_desktop.cli.unlocking import password_file, unlocking
from gcm_desktop.errors import UserError

if TYPE_CHECKING:
    from gcm_desktop.app.desk import Desk
    from gcm_desktop.app.foreign import ForeignPlan
    from gcm_desktop.app.landing import Landing
    from gcm_desktop.exchange.foreign import ForeignBook, ForeignSheet


@click.command("bring")
@click.argument("file", type=FILE)
@click.argument("table", metavar="TABLE", type=FILE)
@click.option("--sheet", help="Name of the sheet; the first without it.")
@click.option("--period", help="Period, such as 2026-Q3.")
@click.option("--row", "rows", multiple=True, metavar="7=G05.02", help="What a row is; 7= leaves it out.")
@click.option("--column", "columns", multiple=True, metavar="3=women", help="What a column is.")
@click.option("--confirm", is_flag=True, help="Keep the figures and the mapping; without it they are shown.")
@click.option("--by", help="Surname and initials for the record.")
@password_file
@verb
def bring_command(
    speaker: Speaker,
    file: Path,
    table: Path,
    sheet: str | None,
    period: str | None,
    rows: tuple[str, ...],
    columns: tuple[str, ...],
    confirm: bool,
    by: str | None,
    password_file: Path | None,
) -> Exit:
    """Bring figures in from a table made at home: .xlsx, .ods or CSV."""
    book = foreign.read(table, unlocking(speaker, password_file))
    with opened(file, by) as desk:
        key = desk.key(None, period)
        planned = _corrected(foreign.plan(desk, key, _sheet(book, sheet)), rows, columns)
        landed = foreign.landings(desk, key, planned)
        _tell(speaker, desk, planned, landed)
        if confirm:
            commit = foreign.take(desk, key, planned)
            speaker.say("{name}: {count} cells changed.", name=table.name, count=len(commit.changes))
        speaker.item(status="kept" if confirm else "shown", known=planned.as_confirmed)
    return Exit.LEFT if any(landing.refusal for landing in landed) else Exit.DONE


def _sheet(book: ForeignBook, name: str | None) -> ForeignSheet:
    for sheet in book.sheets:
        if name in (None, sheet.name):
            return sheet
    names = ", ".join(sheet.name for sheet in book.sheets)
    raise UserError("E462", file=book.name, found=name or "", known=names)


def _corrected(planned: ForeignPlan, rows: Iterable[str], columns: Iterable[str]) -> ForeignPlan:
    for text in rows:
        number, _, target = text.partition("=")
        if not number.isdecimal() or int(number) - 1 not in {row.number for row in planned.rows}:
            raise click.UsageError(f"--row {text}")
        planned = planned.with_target(int(number) - 1, target)
    for text in columns:
        place, _, role = text.partition("=")
        known = {column.place + 1 for column in planned.columns}
        if role not in set(Role) or not place.isdecimal() or int(place) not in known:
            raise click.UsageError(f"--column {text}: {', '.join(Role)}")
        planned = planned.with_role(int(place) - 1, Role(role))
    return planned


def _tell(speaker: Speaker, desk: Desk, planned: ForeignPlan, landed: Iterable[Landing]) -> None:
    for column in planned.columns:
        speaker.line(f"{column.place + 1}  {column.head or '–'} → {column.role.value}")
        speaker.item(column=column.place + 1, head=column.head, role=column.role.value)
    for row in planned.rows:
        name = display.shown_cell(speaker.words, desk.catalogue, row.target) if row.target else "–"
        speaker.line(f"{row.number + 1}  {row.label} → {name}")
        speaker.item(row=row.number + 1, label=row.label, cell=row.target, why=row.why.value)
    for landing in landed:
        new = landing.new
        text = display.shown(speaker.words, desk.catalogue, landing.cell, new) if new else "–"
        speaker.line(f"  {landing.cell or '–'}: {landing.pasted.text} → {text}")
