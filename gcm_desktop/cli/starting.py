"""new, backup, restore: files come into being, are copied, and come back."""

from __future__ import annotations

from pathlib import Path

import click

from gcm_desktop.app import keeping, practising
from gcm_desktop.app.desk import Desk
from gcm_desktop.cli.speaking import Exit, Speaker, chosen_language, maker, opened, verb

FILE = click.Path(path_type=Path)


@click.command("new")
@click.argument("file", type=FILE)
@click.option("--unit", default="", help="Reporting unit, such as TM-M or MIA.")
@click.option("--period", help="Period, such as 2026-Q3.")
@click.option("--national", is_flag=True, help="A file for the returns of all units.")
@click.option(
    "--practice", is_flag=True, help="A made-up velayat with mistakes to find, and the exercise beside."
)
@click.option("--by", help="Surname and initials for the record.")
@verb
def new_command(
    speaker: Speaker,
    file: Path,
    unit: str,
    period: str | None,
    national: bool,
    practice: bool,
    by: str | None,
) -> Exit:
    """Make a new data file; an existing file is never written over."""
    language = chosen_language() or "tk"
    if practice:
        if unit or period or national:
            raise click.UsageError("--practice has its own unit and period.")
        return _practice(speaker, file, language, by)
    if not period:
        raise click.UsageError("Missing option '--period'.")
    with Desk.create(
        file, unit, period, national=national, language=language, maker=maker(by), listed=False
    ) as desk:
        own = str(desk.unit) if desk.unit else ""
        speaker.say("{file} is ready.", file=file.name)
        speaker.item(status="new", unit=own, period=period, national=national)
    return Exit.DONE


def _practice(speaker: Speaker, file: Path, language: str, by: str | None) -> Exit:
    with practising.create(file, language, maker(by), listed=False) as desk:
        speaker.say("{file} is ready.", file=file.name)
        speaker.item(status="new", unit=str(desk.unit), period=desk.period, practice=True)
    return Exit.DONE


@click.command("backup")
@click.argument("file", type=FILE)
@click.argument("folder", metavar="[DIR]", type=FILE, required=False)
@verb
def backup_command(speaker: Speaker, file: Path, folder: Path | None) -> Exit:
    """Make a verified copy of a data file."""
    with opened(file) as desk:
        copy = keeping.backup(desk, folder)
    speaker.line(str(copy))
    speaker.item(status="copied")
    return Exit.DONE


@click.command("restore")
@click.argument("backup", type=FILE)
@click.argument("file", type=FILE)
@verb
def restore_command(speaker: Speaker, backup: Path, file: Path) -> Exit:
    """Put a backup in the place of a data file; the replaced file is kept beside."""
    kept = keeping.restore(backup, file)
    speaker.say("{file} is as it was in the backup.", file=file.name)
    if kept is not None:
        speaker.say("The file it replaced is kept as {file}.", file=kept.name)
    speaker.item(status="restored", replaced=kept is not None)
    return Exit.DONE
