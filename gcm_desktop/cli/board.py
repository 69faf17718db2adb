"""board, call-sheet, deadline, open: how far the units are, whom to call, and a look without a change."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from gcm_desktop.app import board, call_sheet, deadlines
from gcm_desktop.app.desk import unit_name
from gcm_desktop.cli.speaking import Exit, Speaker, chosen_language, looked_into, opened, verb
from gcm_desktop.cli.starting import FILE
from gcm_desktop.domain.periods import parse_period
from gcm_desktop.errors import UserError


@click.command("board")
@click.argument("file", type=FILE)
@click.option("--period", help="Period, such as 2026-Q3.")
@click.option("--only", type=click.Choice([one.value for one in board.Filter]), help="Only such units.")
@verb
def board_command(speaker: Speaker, file: Path, period: str | None, only: str | None) -> Exit:
    """List every unit of a national file with its state, what is filled and what waits."""
    with looked_into(file) as desk:
        if not desk.national:
            raise UserError("E656", file=file.name)
        shown = board.board(desk, period or desk.period)
        errors = {row.key: board.errors_of(desk, row.key) for row in shown.rows if row.whole.here}
        shown = board.board(desk, shown.period, errors)
        for row in shown.rows:
            if only is None or board.Filter(only) in row.waits:
                _tell(speaker, row, unit_name(desk.catalogue, row.unit, speaker.words.code))
    return Exit.DONE


def _tell(speaker: Speaker, row: board.Row, name: str) -> None:
    whole, words = row.whole, speaker.words
    state = words.say(board.NAMES[whole.state])
    until = words.date(row.deadline) if row.deadline else ""
    speaker.line(f"{row.unit!s:<8} {name} · {state} · {whole.filled}/{whole.expected} · {until}")
    speaker.item(
        unit=str(row.unit),
        period=row.key.period,
        state=whole.state.value,
        filled=whole.filled,
        expected=whole.expected,
        conflicts=whole.conflicts,
        unread=whole.unread,
        errors=whole.errors,
        remarks=whole.remarks,
        changed=whole.changed,
        late=whole.late,
        deadline=row.deadline.isoformat() if row.deadline else "",
        goals={str(goal): square.state.value for goal, square in row.squares.items()},
    )


@click.command("call-sheet")
@click.argument("file", type=FILE)
@click.argument("out", metavar="OUT.pdf", type=FILE)
@click.option("--unit", help="Reporting unit, such as TM-M.")
@click.option("--period", help="Period, such as 2026-Q3.")
@verb
def call_sheet_command(speaker: Speaker, file: Path, out: Path, unit: str | None, period: str | None) -> Exit:
    """Write what a unit has not sent, what it should explain and what is late, as PDF."""
    with looked_into(file) as desk:
        pages = call_sheet.print_call_sheet(desk, out, unit, period, chosen_language())
    speaker.line(
        speaker.words.count(
            pages, "{file} is written: {n} page.", "{file} is written: {n} pages.", file=out.name
        )
    )
    speaker.item(status="printed", kind="call-sheet", unit=unit or "", period=period or "", pages=pages)
    return Exit.DONE


@click.command("deadline")
@click.argument("file", type=FILE)
@click.option("--unit", help="Reporting unit, such as TM-M; left out, every unit.")
@click.option("--period", help="Period, such as 2026-Q3.")
@click.option("--until", metavar="DAY", help="Another day for this return, such as 25.10.2026.")
@click.option("--rule", metavar="MONTHS-DAY", help="For this kind of period: 1-15 is the 15th a month later.")
@click.option("--reason", default="", help="Why this return has another day.")
@click.option("--by", help="Surname and initials for the record.")
@verb
def deadline_command(
    speaker: Speaker,
    file: Path,
    unit: str | None,
    period: str | None,
    until: str | None,
    rule: str | None,
    reason: str,
    by: str | None,
) -> Exit:
    """Say the last day, give one return another day by name and reason, or set the day for all."""
    with opened(file, by) as desk:
        meant = period or desk.period
        if rule is not None:
            months, _, day = rule.partition("-")
            if not (months.isdecimal() and day.isdecimal()):
                raise click.UsageError("--rule is written as MONTHS-DAY, such as 1-15.")
            deadlines.keep_rule(desk, parse_period(meant).frequency, deadlines.Rule(int(months), int(day)))
        if until is not None:
            deadlines.give_other_day(desk, desk.key(unit, meant), until, reason)
        found: date | None = deadlines.usual_day(desk, meant)
        other: deadlines.OtherDay | None = None
        if unit is not None or desk.unit is not None:
            found = deadlines.deadline(desk, desk.key(unit, meant))
            other = deadlines.other_day(desk, desk.key(unit, meant))
        said = deadlines.said_rule(desk, parse_period(meant).frequency)
    if found is None:
        speaker.say("There is no deadline now.")
    else:
        speaker.say("Until {date}", date=speaker.words.date(found))
    if other is not None:
        speaker.line(deadlines.told(speaker.words, other))
    elif said is not None and said.others:
        speaker.line(deadlines.rule_told(speaker.words, said))
    speaker.item(
        unit=unit or "",
        period=meant,
        deadline=found.isoformat() if found else "",
        others=[one.day.isoformat() for one in other.others] if other else [],
    )
    return Exit.DONE
