"""nation, share, unite: national figures with their coverage, and two coordinators."""

from __future__ import annotations

from pathlib import Path

import click

from gcm_desktop.app import coverage, sharing
from gcm_desktop.app.figures import finished
from gcm_desktop.app.nation import Line, Overview, overview
from gcm_desktop.cli.speaking import Exit, Speaker, looked_into, opened, verb
from gcm_desktop.cli.starting import FILE
from gcm_desktop.errors import UserError


@click.command("nation")
@click.argument("file", type=FILE)
@click.option("--period", help="The period; the one the file shows is taken.")
@click.option("--goal", type=click.IntRange(1, 23), help="Only the indicators of one goal.")
@click.option("--incomplete", is_flag=True, help="Only figures that somebody is still missing in.")
@click.option("--breakdowns", is_flag=True, help="What lies below each indicator, too.")
@verb
def nation_command(
    speaker: Speaker, file: Path, period: str | None, goal: int | None, incomplete: bool, breakdowns: bool
) -> Exit:
    """List the national figures with who is in each of them."""
    with looked_into(file) as desk:
        if not desk.national:
            raise UserError("E458")
        seen = finished(overview(desk, period or desk.period))
        for line in seen.lines:
            if not line.cell or (goal and line.goal != goal):
                continue
            if incomplete and seen.figure(line).complete:
                continue
            _tell(speaker, seen, line)
            for below in seen.below(line) if breakdowns else ():
                if below.cell and seen.figure(below).number is not None:
                    _tell(speaker, seen, below)
    return Exit.DONE


def _tell(speaker: Speaker, seen: Overview, line: Line) -> None:
    words, figure = speaker.words, seen.figure(line)
    told = coverage.in_full(words, seen.desk.catalogue, figure.total) if figure.total else ""
    bodies = seen.said_by_bodies(words, line)
    name = line.label.of(words.code)
    parts = [line.cell, name, seen.shown(words, line) or "–", told, bodies]
    speaker.line("  ".join(part for part in parts if part))
    total = figure.total
    speaker.item(
        cell=line.cell,
        value=None if figure.number is None else str(figure.number),
        previous=None if figure.before is None else str(figure.before),
        answered=total.answered if total else 0,
        asked=total.asked if total else 0,
        not_available=[str(unit) for unit in total.not_available] if total else [],
        missing=[str(unit) for unit in total.missing] if total else [],
        partial=[str(unit) for unit in total.partial] if total else [],
        conflicts=[str(unit) for unit in total.conflicts] if total else [],
        bodies={str(body.unit): str(body.number) for body in figure.bodies},
    )


@click.command("share")
@click.argument("file", type=FILE)
@click.argument("out", metavar="OUT.gcmx", type=FILE)
@click.option("--by", help="Surname and initials for the record.")
@verb
def share_command(speaker: Speaker, file: Path, out: Path, by: str | None) -> Exit:
    """Write everything a national file holds for another coordinator."""
    with opened(file, by) as desk:
        sent = finished(sharing.send_everything(desk, out))
    speaker.say("{file} is written: {count} returns.", file=out.name, count=sent.returns)
    speaker.say("What stands here: {code}", code=sent.code)
    speaker.item(status="written", returns=sent.returns, revisions=sent.revisions, code=sent.code)
    return Exit.DONE


@click.command("unite")
@click.argument("file", type=FILE)
@click.argument("parcel", metavar="IN.gcmx", type=FILE)
@click.option("--dry-run", is_flag=True, help="Show what would happen; nothing is kept.")
@click.option("--remove", is_flag=True, help="Remove here too what the other removed for good.")
@click.option("--by", help="Surname and initials for the record.")
@verb
def unite_command(
    speaker: Speaker, file: Path, parcel: Path, dry_run: bool, remove: bool, by: str | None
) -> Exit:
    """Take in everything another coordinator sent, all of it or nothing."""
    with opened(file, by) as desk:
        found = finished(sharing.take_everything(desk, parcel, dry_run=dry_run, removing=remove))
        for text in sharing.in_words(speaker.words, found):
            speaker.line(text)
    speaker.item(
        status="tried" if dry_run else "taken",
        returns=found.returns,
        revisions=found.revisions,
        imports=found.imports,
        acts=found.acts,
        changes=len(found.changes),
        conflicts=found.conflicts,
        code=found.code,
        removed=found.removed,
    )
    return Exit.LEFT if found.conflicts else Exit.DONE
