"""archive: a closed year moves to a file beside the data file, and comes back."""

from __future__ import annotations

from pathlib import Path

import click

from gcm_desktop.app import archiving
from gcm_desktop.app.desk import Desk
from gcm_desktop.cli.speaking import Exit, Speaker, looked_into, opened, verb
from gcm_desktop.cli.starting import FILE


@click.command("archive")
@click.argument("file", type=FILE)
@click.option(
    "--year", metavar="YYYY", help="The year that leaves or comes back; without it, all are listed."
)
@click.option("--confirm", is_flag=True, help="Archive the year although something is open in it.")
@click.option("--back", is_flag=True, help="Bring the year back.")
@click.option("--from", "source", metavar="ARCHIVE.gcm", type=FILE, help="Where the archive lies now.")
@click.option("--by", help="Surname and initials for the record.")
@verb
def archive_command(
    speaker: Speaker,
    file: Path,
    year: str | None,
    confirm: bool,
    back: bool,
    source: Path | None,
    by: str | None,
) -> Exit:
    """Move a closed year to a file beside, or bring it back; its figures can be looked back at either way."""
    if (source is not None and not back) or (year is None and (back or confirm)) or (back and confirm):
        raise click.UsageError("Give --year, and --from only together with --back.")
    if year is None:
        with looked_into(file) as desk:
            _list(speaker, desk)
        return Exit.DONE
    with opened(file, by) as desk:
        if back:
            keys = archiving.bring_back(desk, year, source)
            speaker.say("The year {year} is back; returns: {count}.", year=year, count=len(keys))
            speaker.item(status="back", year=year, returns=len(keys))
        else:
            made = archiving.archive(desk, year, confirmed=confirm)
            speaker.say("The year {year} lies in «{file}» now.", year=year, file=made.name)
            speaker.item(status="archived", year=year, file=made.name)
    return Exit.DONE


def _list(speaker: Speaker, desk: Desk) -> None:
    for away in archiving.archives(desk):
        speaker.say("{year}: in the archive «{file}».", year=away.year, file=away.name)
        speaker.item(year=away.year, status="archived", file=away.name, returns=len(away.keys))
    for closed in archiving.closed_years(desk):
        speaker.say(
            "{year}: may be archived; not sent {unsent}, conflicts {conflicts}, unread {unread}.",
            year=closed.year,
            unsent=len(closed.unsent),
            conflicts=closed.conflicts,
            unread=closed.unread,
        )
        speaker.item(
            year=closed.year,
            status="closed",
            returns=len(closed.keys),
            unsent=len(closed.unsent),
            conflicts=closed.conflicts,
            unread=closed.unread,
        )
