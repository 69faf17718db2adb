"""read-code: a return read back from pictures of its last page."""

from __future__ import annotations

from pathlib import Path

import click

from gcm_desktop.app import data_arriving, merging, paper_codes
from gcm_desktop.cli.speaking import Exit, Speaker, opened, verb
from gcm_desktop.cli.starting import FILE
from gcm_desktop.cli.tables import tell_plan
from gcm_desktop.domain.merge import ChangeKind


@click.command("read-code")
@click.argument("file", type=FILE)
@click.argument("pages", metavar="PAGE…", type=FILE, nargs=-1, required=True)
@click.option("--dry-run", is_flag=True, help="Show what would happen; nothing is kept.")
@click.option("--by", help="Surname and initials for the record.")
@verb
def read_code_command(
    speaker: Speaker, file: Path, pages: tuple[Path, ...], dry_run: bool, by: str | None
) -> Exit:
    """Read a return from the codes on pictures of its last page."""
    with opened(file, by) as desk:
        planned, read = paper_codes.plan(desk, pages, paper_codes.scan(pages))
        unit, period = str(read.key.unit), read.key.period
        speaker.say("Check code on the page: {code}", code=read.check_code)
        speaker.item(unit=unit, period=period, check_code=read.check_code)
        tell_plan(speaker, desk, planned)
        left = 0
        if dry_run:
            kinds = (ChangeKind.CONFLICT, ChangeKind.UNREAD)
            left = sum(change.kind in kinds for change in planned.changes)
        else:
            data_arriving.take(desk, planned)
            left = merging.remaining(desk, {read.key})
    if left:
        speaker.say("Conflicts and unread cells left: {count}.", count=left)
    return Exit.LEFT if left else Exit.DONE
