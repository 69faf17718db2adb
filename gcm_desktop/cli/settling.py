"""settle: many conflicts by one rule, shown first and decided in one step with a reason."""

from __future__ import annotations

from pathlib import Path

import click

from gcm_desktop.app import display, merging, settling
from gcm_desktop.app.settling import Rule
from gcm_desktop.cli.speaking import Exit, Speaker, opened, verb
from gcm_desktop.cli.starting import FILE

_RULES = {rule.value.replace(" ", "-"): rule for rule in Rule}


@click.command("settle")
@click.argument("file", type=FILE)
@click.option("--rule", required=True, type=click.Choice(list(_RULES)), help="What settles the conflicts.")
@click.option("--name", default="", help="The person or file meant by the rule.")
@click.option("--unit", help="Only this reporting unit, such as TM-M.")
@click.option("--reason", default="", help="Why; it stays on record. Without it nothing is decided.")
@click.option("--by", help="Surname and initials for the record.")
@verb
def settle_command(
    speaker: Speaker, file: Path, rule: str, name: str, unit: str | None, reason: str, by: str | None
) -> Exit:
    """Settle every conflict a rule answers clearly; the others stay."""
    if bool(name) is not (_RULES[rule] in (Rule.PERSON, Rule.FILE)):
        raise click.UsageError("Give --name with the rules person and file, and only there.")
    with opened(file, by) as desk:
        only = desk.own_unit(unit) if unit else None
        found = settling.preview(desk, _RULES[rule], name, only)
        for one in found:
            old = " ⇄ ".join(
                display.shown(speaker.words, desk.catalogue, one.cell, v) or "–" for v in one.old
            )
            new = display.shown(speaker.words, desk.catalogue, one.cell, one.new) or "–"
            speaker.line(f"{one.key.unit} {one.key.period} {one.cell}  {old} → {new}")
            speaker.item(unit=str(one.key.unit), period=one.key.period, cell=one.cell, value=one.new.text)
        speaker.say("Cells: {n}", n=len(found))
        if reason:
            settling.settle(desk, found, reason)
        left = merging.remaining(desk)
    if left:
        speaker.say("Conflicts and unread cells left: {count}.", count=left)
    return Exit.LEFT if left else Exit.DONE
