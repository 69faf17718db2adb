"""send-back, remarks, answer: a return goes back with remarks, and its sender answers them."""

from __future__ import annotations

from pathlib import Path

import click

from gcm_desktop.app import answering, display, remarking
from gcm_desktop.cli.speaking import Exit, Speaker, chosen_language, looked_into, opened, verb
from gcm_desktop.cli.starting import FILE
from gcm_desktop.domain.remarks import RemarkState
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import mark

STATES = {
    RemarkState.OPEN: mark("open"),
    RemarkState.ANSWERED: mark("answered"),
    RemarkState.CLOSED: mark("closed"),
}


@click.command("send-back")
@click.argument("file", type=FILE)
@click.argument("out", metavar="OUT.xlsx", type=FILE)
@click.option("--unit", help="Reporting unit, such as TM-M.")
@click.option("--period", help="Period, such as 2026-Q3.")
@click.option("--remark", "written", metavar="CELL=TEXT", multiple=True, help="A remark of your own.")
@click.option("--rule", "rules", metavar="NUMBER", multiple=True, help="Only findings of these rules.")
@click.option("--only-own", is_flag=True, help="Send the remarks given here and nothing else.")
@click.option("--reason", default="", help="A word about the return as a whole.")
@click.option("--by", help="Surname and initials for the record.")
@verb
def send_back_command(
    speaker: Speaker,
    file: Path,
    out: Path,
    unit: str | None,
    period: str | None,
    written: tuple[str, ...],
    rules: tuple[str, ...],
    only_own: bool,
    reason: str,
    by: str | None,
) -> Exit:
    """Write a return back to its sender with remarks on its cells."""
    with opened(file, by) as desk:
        key = desk.key(unit, period)
        found = () if only_own else remarking.proposals(desk, key)
        chosen = [one for one in found if one.meant and (not rules or one.code in rules)]
        chosen += [_own(text) for text in written]
        language = chosen_language() or ""
        sent = remarking.send_back(desk, out, key, chosen, language=language, reason=reason)
    speaker.say("{file} is written. Remarks: {count}.", file=out.name, count=len(sent.remarks))
    speaker.item(
        status="returned", unit=str(key.unit), period=key.period, act=sent.act.id,
        remarks=len(sent.remarks), language=sent.language,
    )  # fmt: skip
    return Exit.DONE


def _own(text: str) -> remarking.Proposal:
    """Read CELL=TEXT; the code of a cell may hold an equals sign itself."""
    from gcm_desktop.domain.cells import parse_cell

    at = text.find("=")
    while at > 0:
        try:
            cell = str(parse_cell(text[:at]))
        except UserError:
            at = text.find("=", at + 1)
            continue
        if said := text[at + 1 :].strip():
            return remarking.own(said, cell)
        break
    raise UserError("E210", text=text)


@click.command("remarks")
@click.argument("file", type=FILE)
@click.option("--unit", help="Reporting unit, such as TM-M.")
@click.option("--period", help="Period, such as 2026-Q3.")
@verb
def remarks_command(speaker: Speaker, file: Path, unit: str | None, period: str | None) -> Exit:
    """List the remarks on a return with their state and answers."""
    with looked_into(file) as desk:
        key = desk.key(unit, period)
        found = answering.asked(desk, key)
        for one in found:
            remark, words = one.remark, speaker.words
            name = display.shown_cell(words, desk.catalogue, remark.cell)
            speaker.line(f"{one.key}  {words.say(STATES[one.state])}  {name}: {remark.text.of(words.code)}")
            if one.answer:
                speaker.line(f"    → {one.answer}")
            speaker.item(
                id=one.key, state=one.state.value, number=remark.number, cell=remark.cell,
                code=remark.code, text=remark.text.of(words.code), answer=one.answer,
            )  # fmt: skip
    left = any(one.state is RemarkState.OPEN for one in found)
    return Exit.LEFT if left else Exit.DONE


@click.command("answer")
@click.argument("file", type=FILE)
@click.argument("remark", metavar="REMARK")
@click.argument("text")
@click.option("--unit", help="Reporting unit, such as TM-M.")
@click.option("--period", help="Period, such as 2026-Q3.")
@click.option("--by", help="Surname and initials for the record.")
@verb
def answer_command(
    speaker: Speaker, file: Path, remark: str, text: str, unit: str | None, period: str | None, by: str | None
) -> Exit:
    """Answer a remark; the answer leaves with the return."""
    with opened(file, by) as desk:
        answering.answer(desk, desk.key(unit, period), remark, text)
    speaker.say("The answer is kept.")
    speaker.item(status="answered", id=remark)
    return Exit.DONE
