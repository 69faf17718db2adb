"""print: papers as PDF, and the review as a Word draft."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from gcm_desktop.app import reviewing
from gcm_desktop.app.printed_kinds import Choice, PrintKind, Wish, print_paper
from gcm_desktop.app.printed_parts import REVIEW_NAMES, SUMMARY_NAMES, Parts, parse_parts
from gcm_desktop.cli.speaking import Exit, Speaker, chosen_language, looked_into, verb
from gcm_desktop.cli.starting import FILE
from gcm_desktop.domain.audience import Audience
from gcm_desktop.domain.page_setup import Binding, Orientation, PageSetup
from gcm_desktop.i18n import LANGUAGES

_LYING: Final = (Orientation.PORTRAIT, Orientation.LANDSCAPE)


@click.command("print")
@click.argument("file", type=FILE)
@click.argument("out", metavar="OUT.pdf", type=FILE)
@click.option("--kind", type=click.Choice([kind.value for kind in PrintKind]), default="summary")
@click.option("--unit", help="Reporting unit; without it the national table.")
@click.option("--period", help="Period, such as 2026-Q3.")
@click.option(
    "--goal", type=click.IntRange(1, 23), help="The goal of a sheet, or the only one of a blank form."
)
@click.option("--since", default="", help="Of a corrigendum: the revision that was sent; else the last.")
@click.option("--second", type=click.Choice(LANGUAGES), help="A second language beside the first.")
@click.option("--for", "audience", type=click.Choice([one.value for one in Audience]), default="internal")
@click.option("--parts", default="", help="Of a summary or review: parts and goals, such as front,1-5.")
@click.option("--orientation", type=click.Choice([one.value for one in _LYING]), help="Else as it is usual.")
@click.option("--binding", type=click.Choice([one.value for one in Binding]), help="Where pages are bound.")
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
    audience: str,
    parts: str,
    orientation: str | None,
    binding: str | None,
    shape: str | None,
) -> Exit:
    """Write a summary, the national table or review, a goal sheet, a corrigendum, a form or the key card."""
    meant = PrintKind(kind)
    _check(
        meant,
        {
            Choice.UNIT: unit,
            Choice.GOAL: goal,
            Choice.SINCE: since,
            Choice.SECOND: second,
            Choice.AUDIENCE: audience != Audience.INTERNAL,
            Choice.PARTS: parts,
            Choice.ORIENTATION: orientation,
            Choice.BINDING: binding,
            Choice.FORMAT: shape == "docx",
        },
    )
    if shape is not None and out.suffix.lower() != f".{shape}":
        raise click.UsageError(f"--format {shape} goes with OUT.{shape}.")
    wish = Wish(
        meant,
        None,
        period,
        chosen_language(),
        second or "",
        goal,
        since,
        Audience(audience),
        _parts(meant, parts),
        PageSetup(Orientation(orientation or Orientation.OWN), Binding(binding or Binding.LEFT)),
    )
    with looked_into(file) as desk:
        pages = print_paper(desk, out, wish, unit)
    _tell(speaker, out, wish, unit or "", pages)
    return Exit.DONE


def _check(kind: PrintKind, given: dict[Choice, object]) -> None:
    """Refuse what means nothing for the kind, and a goal sheet without its goal."""
    for choice, wanted in given.items():
        if wanted and not kind.takes(choice):
            others = ", ".join(one.value for one in PrintKind if one.takes(choice))
            raise click.UsageError(
                f"--{choice} does not apply to --kind {kind}; it goes with --kind {others}."
            )
    if kind is PrintKind.GOAL and not given[Choice.GOAL]:
        raise click.UsageError("--kind goal needs --goal.")


def _parts(kind: PrintKind, text: str) -> Parts:
    if not text:
        return Parts()
    return parse_parts(text, REVIEW_NAMES if kind is PrintKind.REVIEW else SUMMARY_NAMES)


def _tell(speaker: Speaker, out: Path, wish: Wish, unit: str, pages: int) -> None:
    kind, period = wish.kind.value, wish.period or ""
    if out.suffix.lower() == reviewing.DRAFT_SUFFIX:
        speaker.say("{file} is written.", file=out.name)
        speaker.item(status="printed", kind=kind, period=period, format="docx")
        return
    speaker.line(
        speaker.words.count(
            pages, "{file} is written: {n} page.", "{file} is written: {n} pages.", file=out.name
        )
    )
    more = {"format": "pdf"} if wish.kind is PrintKind.REVIEW else {"unit": unit}
    speaker.item(status="printed", kind=kind, period=period, pages=pages, **more)
