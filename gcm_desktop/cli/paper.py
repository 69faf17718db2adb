"""paper, letter: a signed page against the file, and the letter that answers it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from gcm_desktop.app import display, letters, paper
from gcm_desktop.app.desk import Desk
from gcm_desktop.cli.speaking import Exit, Speaker, chosen_language, looked_into, opened, verb
from gcm_desktop.cli.starting import FILE
from gcm_desktop.domain.values import Value
from gcm_desktop.errors import UserError


@click.command("paper")
@click.argument("file", type=FILE)
@click.argument("code", metavar="[CHECKCODE]", nargs=-1)
@click.option("--unit", help="Reporting unit, such as TM-M.")
@click.option("--period", help="Period, such as 2026-Q3.")
@click.option("--goal", "checks", metavar="GOAL=DIGITS", multiple=True, help="The check beside a goal.")
@click.option("--total", "totals", metavar="GOAL=TOTAL", multiple=True, help="The control total of a goal.")
@click.option("--accept", "accepts", is_flag=True, help="Accept the return when both agree.")
@click.option("--by", help="Surname and initials for the record.")
@verb
def paper_command(
    speaker: Speaker,
    file: Path,
    code: tuple[str, ...],
    unit: str | None,
    period: str | None,
    checks: tuple[str, ...],
    totals: tuple[str, ...],
    accepts: bool,
    by: str | None,
) -> Exit:
    """Hold a return against its signed page: the check code, two groups of it, goal checks or totals."""
    if sum(map(bool, (code, checks, totals))) != 1:
        raise click.UsageError("Give the check code, or --goal, or --total.")
    with opened(file, by) if accepts else looked_into(file) as desk:
        key = desk.key(unit, period)
        if code:
            outcome = paper.against_code(desk, key, " ".join(code))
        elif checks:
            outcome = paper.against_goals(desk, key, _by_goal(checks))
        else:
            outcome = paper.against_totals(desk, key, _by_goal(totals))
        _tell(speaker, desk, outcome)
        if accepts and outcome.agrees:
            paper.accept(desk, outcome, paper.reason(speaker.words, outcome))
            speaker.say("The return is accepted.")
    return Exit.DONE if outcome.agrees else Exit.LEFT


def _by_goal(texts: Iterable[str]) -> dict[int, str]:
    found = {}
    for text in texts:
        goal, sign, said = text.partition("=")
        if not sign or not goal.strip().isdecimal() or not 1 <= int(goal) <= 23:
            raise click.UsageError("Write GOAL=FIGURE, for example 5=1234.")
        found[int(goal)] = said
    return found


def _tell(speaker: Speaker, desk: Desk, outcome: paper.Outcome) -> None:
    for line in paper.sentences(speaker.words, outcome):
        speaker.line(line)

    def shown(cell: str, value: Value) -> str:
        return display.shown(speaker.words, desk.catalogue, cell, value) or "–"

    for moved in outcome.moved:
        speaker.line(f"  {moved.cell}: {shown(moved.cell, moved.paper)} → {shown(moved.cell, moved.now)}")
    speaker.item(
        status="agrees" if outcome.agrees else "differs",
        unit=str(outcome.key.unit),
        period=outcome.key.period,
        check_code=outcome.code,
        goals=list(outcome.differing),
        unknown=list(outcome.unknown),
        revision=outcome.revision,
        changed=[
            {"cell": one.cell, "paper": one.paper.text, "now": one.now.text, "revision": one.revision}
            for one in outcome.moved
        ],
    )


@click.command("letter")
@click.argument("file", type=FILE)
@click.argument("out", metavar="OUT.pdf", type=FILE)
@click.option("--unit", help="Reporting unit, such as TM-M.")
@click.option("--period", help="Period, such as 2026-Q3.")
@click.option("--number", default="", help="The number of the letter; left out, a line to write it on.")
@verb
def letter_command(
    speaker: Speaker, file: Path, out: Path, unit: str | None, period: str | None, number: str
) -> Exit:
    """Write the letter that says a return was accepted, or sent back with remarks, as PDF."""
    if out.suffix.lower() != ".pdf":
        raise UserError("E504", file=out.name)
    with looked_into(file) as desk:
        key = desk.key(unit, period)
        kind = letters.print_letter(desk, out, key, chosen_language(), number)
    speaker.line(
        speaker.words.count(1, "{file} is written: {n} page.", "{file} is written: {n} pages.", file=out.name)
    )
    speaker.item(status="printed", kind=kind, unit=str(key.unit), period=key.period, pages=1)
    return Exit.DONE
