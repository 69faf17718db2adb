"""data-out, data-in: tables of data for statisticians and for Excel."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from gcm_desktop.app import data_arriving, display, merging
from gcm_desktop.app.exporting import DataForm, Scope, export_data
from gcm_desktop.app.receiving import Status
from gcm_desktop.app.wording import sentence
from gcm_desktop.cli.receiving import CHANGES, STATUSES
from gcm_desktop.cli.speaking import Exit, Speaker, chosen_language, looked_into, opened, verb
from gcm_desktop.cli.starting import FILE
from gcm_desktop.domain.audience import Audience
from gcm_desktop.domain.merge import ChangeKind

if TYPE_CHECKING:
    from gcm_desktop.app.data_arriving import DataPlan
    from gcm_desktop.app.desk import Desk


@click.command("data-out")
@click.argument("file", type=FILE)
@click.argument("out", metavar="OUT.csv", type=FILE)
@click.option("--form", type=click.Choice([form.value for form in DataForm]), default=DataForm.SDMX_1.value)
@click.option("--unit", help="Reporting unit, such as TM-M.")
@click.option("--period", help="Period, such as 2026-Q3.")
@click.option("--all-units", is_flag=True, help="Every unit of the file.")
@click.option("--all-periods", is_flag=True, help="Every period of the file.")
@click.option("--nation", is_flag=True, help="The nation's figures as well; with every unit.")
@click.option("--for", "audience", type=click.Choice([one.value for one in Audience]), default="internal")
@verb
def data_out_command(
    speaker: Speaker,
    file: Path,
    out: Path,
    form: str,
    unit: str | None,
    period: str | None,
    all_units: bool,
    all_periods: bool,
    nation: bool,
    audience: str,
) -> Exit:
    """Write answers as a table of data: SDMX-CSV 1.0 or 2.0, or CSV for Excel."""
    with looked_into(file) as desk:
        every = all_units or nation
        key_period = "" if all_periods else desk.key(unit or _any_unit(desk), period).period
        scope = Scope(None if every else desk.own_unit(unit), key_period, nation)
        done = export_data(desk, out, DataForm(form), scope, chosen_language(), Audience(audience))
    count = speaker.words.number(done.observations)
    speaker.say("{file} is written: {count} observations.", file=out.name, count=count)
    if done.left_out:
        speaker.say("Conflicts and unread cells left out: {count}.", count=done.left_out)
    speaker.item(
        status="written",
        form=form,
        observations=done.observations,
        returns=done.returns,
        left_out=done.left_out,
    )
    return Exit.LEFT if done.left_out else Exit.DONE


def _any_unit(desk: Desk) -> str | None:
    """Give a unit where none is named, so that the period alone can be looked up."""
    return str(desk.unit) if desk.unit else next((str(key.unit) for key in desk.file.returns()), None)


@click.command("data-in")
@click.argument("file", type=FILE)
@click.argument("data", metavar="DATA.csv", type=FILE)
@click.option("--dry-run", is_flag=True, help="Show what would happen; nothing is kept.")
@click.option("--by", help="Surname and initials for the record.")
@verb
def data_in_command(speaker: Speaker, file: Path, data: Path, dry_run: bool, by: str | None) -> Exit:
    """Take a table of data in: shown like a return, then kept in one transaction."""
    with opened(file, by) as desk:
        found = data_arriving.read(data, desk.file.held_versions(), desk.catalogue)
        planned = data_arriving.plan(desk, found, data)
        tell_plan(speaker, desk, planned)
        keys = {change.key for change in planned.changes}
        if dry_run:
            kinds = (ChangeKind.CONFLICT, ChangeKind.UNREAD)
            left = sum(change.kind in kinds for change in planned.changes)
        else:
            data_arriving.take(desk, planned)
            left = merging.remaining(desk, keys) if keys else 0
    if left:
        speaker.say("Conflicts and unread cells left: {count}.", count=left)
    return Exit.LEFT if left else Exit.DONE


def tell_plan(speaker: Speaker, desk: Desk, planned: DataPlan) -> None:
    """Say what a table or page would change, cell by cell."""
    words = speaker.words
    speaker.line(f"{planned.name}: {words.say(STATUSES[planned.status])}")
    speaker.item(
        status=planned.status.value,
        observations=planned.observations,
        changes=len(planned.changes),
        issues=[issue.code for issue in planned.issues],
    )
    for change in planned.changes:
        old, new = (
            " | ".join(
                display.shown(words, desk.catalogue, change.cell, candidate.value) or "–"
                for candidate in current.candidates
            )
            for current in (change.old, change.new)
        )
        where = f"{change.key.unit} {change.key.period} {change.cell}"
        speaker.line(f"  {where}: {old or '–'} → {new or '–'} ({words.say(CHANGES[change.kind])})")
    if planned.status is not Status.KNOWN:
        for issue in planned.issues:
            speaker.line(f"  {sentence(words, issue)} [{issue.code}]")
