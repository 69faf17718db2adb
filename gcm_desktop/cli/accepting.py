"""accept: unread answers take what was proposed for them."""

from __future__ import annotations

from pathlib import Path

import click

from gcm_desktop.app import merging, proposing
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.proposing import Proposed
from gcm_desktop.cli.speaking import Exit, Speaker, opened, verb
from gcm_desktop.cli.starting import FILE
from gcm_desktop.domain.proposing import Proposal, Reason


@click.command("accept")
@click.argument("file", type=FILE)
@click.argument("cells", metavar="[CELL...]", nargs=-1)
@click.option("--unit", help="Reporting unit, such as TM-M; left out, every unit.")
@click.option("--period", help="Period, such as 2026-Q3; left out, every period.")
@click.option("--why", type=click.Choice([reason.value for reason in Reason]), help="Only this kind.")
@click.option("--by", help="Surname and initials for the record.")
@verb
def accept_command(
    speaker: Speaker,
    file: Path,
    cells: tuple[str, ...],
    unit: str | None,
    period: str | None,
    why: str | None,
    by: str | None,
) -> Exit:
    """Take what is proposed for unread answers: those named, or all that leave no doubt."""
    with opened(file, by) as desk:
        for found in proposing.unread(desk):
            key = found.unread.key
            chosen = _chosen(found, cells)
            if (
                chosen is not None
                and unit in (None, str(key.unit))
                and period in (None, key.period)
                and why in (None, chosen.reason.value)
            ):
                proposing.accept(desk, speaker.words, found, chosen)
                _tell(speaker, desk, found, chosen)
        left = merging.remaining(desk)
    if left:
        speaker.say("Conflicts and unread cells left: {count}.", count=left)
    return Exit.LEFT if left else Exit.DONE


def _chosen(found: Proposed, cells: tuple[str, ...]) -> Proposal | None:
    """Give the proposal to take: a cell that is named takes its only one, others a sure one."""
    if not cells:
        return found.sure
    named = found.unread.cell in cells and len(found.proposals) == 1
    return found.proposals[0] if named else None


def _tell(speaker: Speaker, desk: Desk, found: Proposed, chosen: Proposal) -> None:
    unread = found.unread
    value = proposing.shown(speaker.words, desk.catalogue, unread.cell, chosen)
    speaker.say("{cell} is now {value}.", cell=unread.cell, value=value)
    speaker.item(
        unit=str(unread.key.unit),
        period=unread.key.period,
        cell=unread.cell,
        state=chosen.value.state.word,
        value=chosen.value.text,
        why=chosen.reason.value,
    )


def tell_unread(speaker: Speaker, desk: Desk, found: Proposed) -> None:
    """Say what is unread in one cell and what it may mean."""
    unread = found.unread
    place = f"{unread.key.unit} {unread.key.period}".strip()
    speaker.say("{place} {cell}: «{text}» is unread.", place=place, cell=unread.cell, text=unread.value.text)
    for proposal in found.proposals:
        value = proposing.shown(speaker.words, desk.catalogue, unread.cell, proposal)
        reason = proposing.reason_of(speaker.words, proposal)
        speaker.line("  " + speaker.words.say("{value}? ({reason})", value=value, reason=reason))
    speaker.item(
        unit=str(unread.key.unit),
        period=unread.key.period,
        cell=unread.cell,
        kind="unread",
        text=unread.value.text,
        proposals=[
            {
                "value": proposal.value.text,
                "state": proposal.value.state.word,
                "why": proposal.reason.value,
                "sure": proposal.sure,
            }
            for proposal in found.proposals
        ],
    )
