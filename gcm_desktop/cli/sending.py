"""template, export, print: what leaves the program."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from gcm_desktop.app import issuing, merging, reviewing, sending
from gcm_desktop.app.printed_kinds import PrintKind, Wish, print_paper
from gcm_desktop.cli.speaking import Exit, Speaker, chosen_language, looked_into, opened, verb
from gcm_desktop.cli.starting import FILE
from gcm_desktop.domain.units import registers_of
from gcm_desktop.i18n import LANGUAGES

PRINTS: Final = ("summary", "review", *(kind.value for kind in PrintKind if kind.value != "summary"))


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


@click.command("print")
@click.argument("file", type=FILE)
@click.argument("out", metavar="OUT.pdf", type=FILE)
@click.option("--kind", type=click.Choice(PRINTS), default="summary", help="What to print.")
@click.option("--unit", help="Reporting unit; without it the national table.")
@click.option("--period", help="Period, such as 2026-Q3.")
@click.option(
    "--goal", type=click.IntRange(1, 23), help="The goal of a sheet, or the only one of a blank form."
)
@click.option("--since", default="", help="Of a corrigendum: the revision that was sent; else the last.")
@click.option("--second", type=click.Choice(LANGUAGES), help="A second language beside the first.")
@click.option("--parts", help="Of a review: parts with commas between them, such as tables,charts.")
@click.option(
    "--format", "shape", type=click.Choice(["pdf", "docx"]), help="Of a review: pages, or a Word draft."
)
@verb
def print_command(
    speaker: Speaker,
    file: Path,
    out: Path,
    kind: str,
    unit: str | None,
    period: str | None,
    goal: int | None,
    since: str,
    second: str | None,
    parts: str | None,
    shape: str | None,
) -> Exit:
    """Write a summary, the national table or review, a goal sheet, a corrigendum, a form or the key card."""
    if (goal is not None and kind not in ("blank", "goal")) or (goal is None and kind == "goal"):
        raise click.UsageError("--goal goes with --kind goal, which needs it, and --kind blank.")
    if since and kind != "corrigendum":
        raise click.UsageError("--since goes with --kind corrigendum.")
    if second and kind not in ("summary", "completeness", "corrigendum"):
        raise click.UsageError("--second goes with --kind summary, completeness or corrigendum.")
    if kind != "review" and (parts is not None or shape == "docx"):
        raise click.UsageError("--parts and --format docx go with --kind review.")
    if kind == "review":
        return _review(speaker, file, out, period, parts, shape)
    wish = Wish(PrintKind(kind), None, period, chosen_language(), second or "", goal, since)
    with looked_into(file) as desk:
        pages = print_paper(desk, out, wish, unit)
    speaker.line(
        speaker.words.count(
            pages, "{file} is written: {n} page.", "{file} is written: {n} pages.", file=out.name
        )
    )
    speaker.item(status="printed", kind=kind, unit=unit or "", period=period or "", pages=pages)
    return Exit.DONE


def _review(
    speaker: Speaker, file: Path, out: Path, period: str | None, parts: str | None, shape: str | None
) -> Exit:
    if shape is not None and out.suffix.lower() != f".{shape}":
        raise click.UsageError(f"--format {shape} goes with OUT.{shape}.")
    with looked_into(file) as desk:
        pages = reviewing.print_review(desk, out, period, chosen_language(), _parts(parts))
    if out.suffix.lower() == reviewing.DRAFT_SUFFIX:
        speaker.say("{file} is written.", file=out.name)
        speaker.item(status="printed", kind="review", period=period or "", format="docx")
        return Exit.DONE
    speaker.line(
        speaker.words.count(
            pages, "{file} is written: {n} page.", "{file} is written: {n} pages.", file=out.name
        )
    )
    speaker.item(status="printed", kind="review", period=period or "", format="pdf", pages=pages)
    return Exit.DONE


def _parts(text: str | None) -> frozenset[reviewing.ReviewPart]:
    if text is None:
        return reviewing.ALL_PARTS
    names = [name.strip() for name in text.split(",") if name.strip()]
    known = {part.value: part for part in reviewing.ReviewPart}
    strange = [name for name in names if name not in known]
    if strange or not names:
        raise click.UsageError(f"--parts: {', '.join(strange) or text}. The parts are {', '.join(known)}.")
    return frozenset(known[name] for name in names)
