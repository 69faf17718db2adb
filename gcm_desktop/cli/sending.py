"""template, export: what leaves the program."""

from __future__ import annotations

from pathlib import Path

import click

from gcm_desktop.app import issuing, merging, sending
from gcm_desktop.cli.speaking import Exit, Speaker, chosen_language, looked_into, opened, verb
from gcm_desktop.cli.starting import FILE
from gcm_desktop.domain.units import registers_of


@click.command("template")
@click.argument("out", metavar="OUT", type=FILE)
@click.option("--unit", help="Reporting unit, such as TM-M; OUT is a workbook.")
@click.option("--all", "every", is_flag=True, help="All units asked in the period; OUT is a folder.")
@click.option("--period", required=True, help="Period, such as 2026-Q3.")
@click.option("--file", type=FILE, help="With --all: a data file whose figures of the period before go in.")
@verb
def template_command(
    speaker: Speaker, out: Path, unit: str | None, every: bool, period: str, file: Path | None
) -> Exit:
    """Write an empty form as a workbook, or those of all units into a folder."""
    if every == (unit is not None):
        raise click.UsageError("Either --unit or --all.")
    if file is not None and not every:
        raise click.UsageError("--file goes with --all.")
    if unit is None:
        return _templates(speaker, out, period, file)
    sending.template(out, unit, period, chosen_language() or "tk")
    speaker.say("{file} is ready to be filled in.", file=out.name)
    speaker.item(status="template", unit=unit, period=period)
    return Exit.DONE


def _templates(speaker: Speaker, folder: Path, period: str, file: Path | None) -> Exit:
    language = chosen_language()
    if file is None:
        found = issuing.forms(folder, period, language or "tk")
    else:
        with looked_into(file) as desk:
            found = issuing.forms(folder, period, language or desk.language, desk)
    issuing.issue(found)
    for form in found:
        if form.there:
            speaker.say("{file} is there already and stays as it is.", file=form.path.name)
        else:
            speaker.say("{file} is ready to be filled in.", file=form.path.name)
        status = "there" if form.there else "template"
        speaker.item(status=status, unit=str(form.unit), period=period)
    return Exit.DONE


@click.command("export")
@click.argument("file", type=FILE)
@click.argument("out", metavar="OUT.xlsx", type=FILE)
@click.option("--unit", help="Reporting unit, such as TM-M.")
@click.option("--period", help="Period, such as 2026-Q3.")
@click.option("--draft", is_flag=True, help="Not sent yet.")
@click.option("--by", help="Surname and initials for the record.")
@verb
def export_command(
    speaker: Speaker,
    file: Path,
    out: Path,
    unit: str | None,
    period: str | None,
    draft: bool,
    by: str | None,
) -> Exit:
    """Write a return as a workbook; the same bytes when nothing changed."""
    with opened(file, by) as desk:
        key = desk.key(unit, period)
        sent = sending.export(desk, out, unit, period, draft=draft, language=chosen_language())
        left = merging.remaining(desk, (key, registers_of(key.unit)))
    speaker.say("{file} is written. Check code {code}.", file=out.name, code=sent.check_code)
    speaker.item(
        status="draft" if draft else "sent",
        unit=str(key.unit),
        period=key.period,
        revision=sent.revision,
        check_code=sent.check_code,
    )
    if left:
        speaker.say("Conflicts and unread cells left: {count}.", count=left)
        return Exit.LEFT
    return Exit.DONE
