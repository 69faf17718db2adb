"""purge: remove the content of a cell, a register row or a revision for good."""

from __future__ import annotations

from pathlib import Path

import click

from gcm_desktop.app import display, purging
from gcm_desktop.app.purging import PurgePlan
from gcm_desktop.cli.speaking import Exit, Speaker, opened, verb
from gcm_desktop.cli.starting import FILE


@click.command("purge")
@click.argument("file", type=FILE)
@click.option("--cell", help="A cell, such as G05.01: its value and note go from everything that set it.")
@click.option("--row", help="A register row, such as R.BA.BA-014.")
@click.option("--revision", help="The beginning of a revision's number, as «why» shows it.")
@click.option("--unit", help="Reporting unit, such as TM-M.")
@click.option("--period", help="Period, such as 2026-Q3.")
@click.option("--reason", default="", help="Why; it stays on record.")
@click.option("--confirm", default="", metavar="UNIT", help="The unit once more; without it nothing goes.")
@click.option("--by", help="Surname and initials for the record.")
@verb
def purge_command(
    speaker: Speaker,
    file: Path,
    cell: str | None,
    row: str | None,
    revision: str | None,
    unit: str | None,
    period: str | None,
    reason: str,
    confirm: str,
    by: str | None,
) -> Exit:
    """Remove content for good; without --confirm it is only said what would go."""
    if sum(one is not None for one in (cell, row, revision)) != 1:
        raise click.UsageError("Give one of --cell, --row and --revision.")
    with opened(file, by) as desk:
        registers = desk.registers_key(unit)
        if row is not None:
            plan = purging.of_row(desk, registers, row)
        else:
            key = registers if (cell or "").startswith("R.") else desk.key(unit, period)
            plan = (
                purging.of_cell(desk, key, cell) if cell else purging.of_revision(desk, key, revision or "")
            )
        for line in purging.told(speaker.words, plan):
            speaker.line(line)
        _item(speaker, plan)
        if not confirm:
            speaker.say("Nothing was removed. Type {expected} to confirm.", expected=plan.confirmation)
            return Exit.REFUSED
        purging.purge(desk, plan, reason, confirm)
        names = [display.shown_cell(speaker.words, desk.catalogue, one) for one in plan.shown]
    speaker.say("It was removed for good.")
    for name in names:
        speaker.line(f"  {name}")
    return Exit.DONE


def _item(speaker: Speaker, plan: PurgePlan) -> None:
    speaker.item(
        unit=str(plan.key.unit),
        period=plan.key.period,
        revisions=sorted(plan.content),
        cells=sorted({cell for cells in plan.content.values() for cell in cells} | set(plan.typed)),
        files=list(plan.files),
        backups=[path.name for path in plan.backups],
    )
