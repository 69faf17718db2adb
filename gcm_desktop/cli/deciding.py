"""conflicts, decide, act: what waits for a person, and what a person says."""

from __future__ import annotations

from pathlib import Path

import click

from gcm_desktop.app import acting, display, entering, merging, nil, proposing
from gcm_desktop.app.desk import Desk
from gcm_desktop.cli.accepting import tell_unread
from gcm_desktop.cli.speaking import Exit, Speaker, looked_into, opened, verb
from gcm_desktop.cli.starting import FILE
from gcm_desktop.domain.cells import CellKind, parse_cell
from gcm_desktop.domain.records import Maker
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.domain.values import BLANK


@click.command("conflicts")
@click.argument("file", type=FILE)
@verb
def conflicts_command(speaker: Speaker, file: Path) -> Exit:
    """List the cells on which returns disagree, and those not read yet."""
    with looked_into(file) as desk:
        conflicts, unread = merging.conflicts(desk), proposing.unread(desk)
        for conflict in conflicts:
            _conflict(speaker, desk, conflict)
        for found in unread:
            tell_unread(speaker, desk, found)
    return Exit.LEFT if conflicts or unread else Exit.DONE


def _place(key: ReturnKey) -> dict[str, str]:
    return {"unit": str(key.unit), "period": key.period}


def _conflict(speaker: Speaker, desk: Desk, conflict: merging.Conflict) -> None:
    name = display.shown_cell(speaker.words, desk.catalogue, conflict.cell)
    speaker.line(f"{conflict.key.unit} {conflict.key.period} {conflict.cell} · {name}")
    for choice in conflict.choices:
        text = display.shown(speaker.words, desk.catalogue, conflict.cell, choice.value) or "–"
        speaker.line(f"  {choice.revisions[0][:12]}  {text}  {', '.join(origins(speaker, choice))}")
    speaker.item(
        **_place(conflict.key),
        cell=conflict.cell,
        kind="conflict",
        candidates=[
            {
                "value": choice.value.text,
                "state": choice.value.state.word,
                "revisions": sorted(choice.revisions),
            }
            for choice in sorted(conflict.choices, key=lambda one: sorted(one.revisions))
        ],
    )


def origins(speaker: Speaker, choice: merging.Choice) -> list[str]:
    """Say who set a value and in which files it came."""
    found = {
        name
        for setter in choice.setters
        for name in (
            setter.made_by.name if setter.made_by else "",
            *(record.name for record in setter.imports),
            speaker.words.say("made here") if setter.made_here else "",
        )
        if name
    }
    return sorted(found)


@click.command("decide")
@click.argument("file", type=FILE)
@click.argument("cell")
@click.option("--unit", help="Reporting unit, such as TM-M.")
@click.option("--period", help="Period, such as 2026-Q3.")
@click.option("--take", metavar="REVISION", help="The candidate that holds.")
@click.option("--value", metavar="V", help="Another value that holds.")
@click.option("--reason", required=True, help="Why; it stays on record.")
@click.option("--by", help="Surname and initials for the record.")
@verb
def decide_command(
    speaker: Speaker,
    file: Path,
    cell: str,
    unit: str | None,
    period: str | None,
    take: str | None,
    value: str | None,
    reason: str,
    by: str | None,
) -> Exit:
    """Settle one cell by a candidate or by a value."""
    if (take is None) is (value is None):
        raise click.UsageError("Give either --take REVISION or --value V.")
    with opened(file, by) as desk:
        key = key_of(desk, cell, unit, period)
        typed = None if value is None else entering.typed(desk, key, cell, value, BLANK)
        made = merging.decide(desk, key, cell, take=take or "", value=typed, reason=reason)
        now = desk.file.cells(key).get(cell, BLANK)
        left = merging.remaining(desk, [key])
        shown = display.shown(speaker.words, desk.catalogue, cell, now) or "–"
        speaker.say("{cell} is now {value}.", cell=cell, value=shown)
    speaker.item(**_place(key), cell=cell, revision=made.id, state=now.state.word, value=now.text)
    if left:
        speaker.say("Conflicts and unread cells left: {count}.", count=left)
    return Exit.LEFT if left else Exit.DONE


def key_of(desk: Desk, cell: str, unit: str | None, period: str | None) -> ReturnKey:
    """Find the return a cell belongs to."""
    if parse_cell(cell).kind is CellKind.REGISTER:
        return desk.registers_key(unit)
    return desk.key(unit, period)


@click.command("act")
@click.argument("file", type=FILE)
@click.argument("said", metavar="|".join(acting.VERBS), type=click.Choice(list(acting.VERBS)))
@click.option("--unit", help="Reporting unit, such as TM-M.")
@click.option("--period", help="Period, such as 2026-Q3.")
@click.option("--goal", type=click.IntRange(1, 23), default=None, help="Only one goal of the return.")
@click.option("--reason", default="", help="Remarks, or why there is nothing to report.")
@click.option("--by", help="Surname and initials for the record.")
@verb
def act_command(
    speaker: Speaker,
    file: Path,
    said: str,
    unit: str | None,
    period: str | None,
    goal: int | None,
    reason: str,
    by: str | None,
) -> Exit:
    """Say something about a return: accepted, sent back with remarks, locked, nothing to report."""
    with opened(file, by) as desk:
        key = desk.key(unit, period)
        if said == "nil":
            made = nil.say_nil(desk, key, goal or 0, reason)
        else:
            made = acting.act(desk, said, key, reason, goal=goal or 0)
        person: Maker | None = made.person
    speaker.say(
        "It is on record for {unit}, {period}.", unit=str(key.unit), period=speaker.words.period(key.period)
    )
    speaker.item(**_place(key), act=made.kind.value, id=made.id, person=person.name if person else "")
    return Exit.DONE
