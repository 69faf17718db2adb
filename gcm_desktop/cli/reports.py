"""reports, report: what was told about the files that arrived, as it stayed with them."""

from __future__ import annotations

from pathlib import Path

import click

from gcm_desktop.app import display, inbox_report, merging, reporting
from gcm_desktop.cli.speaking import Exit, Speaker, looked_into, verb
from gcm_desktop.cli.starting import FILE


@click.command("reports")
@click.argument("file", type=FILE)
@verb
def reports_command(speaker: Speaker, file: Path) -> Exit:
    """List the reports that stay with the files that arrived."""
    say = speaker.words.say
    with looked_into(file) as desk:
        for record, report in reporting.reports(desk):
            own = report.files[0]
            moment = display.shown_moment(speaker.words, record.at)
            counts = say("Cells: {n} · national figures: {m}", n=own.counts.all, m=len(report.figures))
            speaker.line(f"{record.id[:12]}  {moment}  {own.unit} {own.period}  {record.name}  {counts}")
            speaker.item(
                id=record.id,
                name=record.name,
                unit=own.unit,
                period=own.period,
                cells=own.counts.all,
                figures=len(report.figures),
                not_taken=[one.name for one in report.files[1:]],
            )
    return Exit.DONE


@click.command("report")
@click.argument("file", type=FILE)
@click.argument("import_", metavar="IMPORT")
@click.option("--out", required=True, metavar="OUT.pdf", type=FILE, help="Where the report goes.")
@verb
def report_command(speaker: Speaker, file: Path, import_: str, out: Path) -> Exit:
    """Write the report of one file that arrived as PDF; IMPORT is named by the beginning of its number."""
    with looked_into(file) as desk:
        record = merging.find_import(desk, import_)
        found = reporting.report_of(desk, record)
        pages = inbox_report.print_report(desk, found, out, speaker.words.code)
    text = ("{file} is written: {n} page.", "{file} is written: {n} pages.")
    speaker.line(speaker.words.count(pages, *text, file=out.name))
    speaker.item(status="printed", id=record.id, name=record.name, pages=pages)
    return Exit.DONE
