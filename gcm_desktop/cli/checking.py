"""check, demo, self-test: a workbook before it is sent, and the program itself."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gcm_desktop.cli.speaking import Exit, Speaker, looked_into, own_fault, verb
from gcm_desktop.cli.starting import FILE
from gcm_desktop.cli.unlocking import password_file, unlocking

if TYPE_CHECKING:
    from gcm_desktop.app.checking_file import Checked
    from gcm_desktop.domain.catalogue import Catalogue


@click.command("check")
@click.argument("returns", metavar="RETURN...", nargs=-1, required=True, type=FILE)
@click.option("--with", "beside", metavar="FILE.gcm", type=FILE, help="A data file that knows the past.")
@click.option("--catalogue", metavar="FILE", type=FILE, help="Another version of the catalogue.")
@click.option("--save", metavar="LIST.txt", type=FILE, help="Write the list as text, to keep or print.")
@password_file
@verb
def check_command(
    speaker: Speaker,
    returns: tuple[Path, ...],
    beside: Path | None,
    catalogue: Path | None,
    save: Path | None,
    password_file: Path | None,
) -> Exit:
    """Read workbooks as the coordinator does and say what is in them; no data file is needed."""
    from gcm_desktop.app.checking_file import Checking, save_list, version_of

    with ExitStack() as stack:
        desk = stack.enter_context(looked_into(beside)) if beside else None
        named = version_of(catalogue) if catalogue else None
        checking = stack.enter_context(Checking(desk, named))
        checking.unlocking = unlocking(speaker, password_file)
        done = checking.check(returns)
        for checked in done:
            _tell(speaker, checking.catalogue, checked)
        if save:
            save_list(speaker.words, checking.catalogue, done, save)
            speaker.say("{file} is written.", file=save.name)
    if any(checked.error for checked in done):
        return Exit.REFUSED
    return Exit.LEFT if any(checked.wrong for checked in done) else Exit.DONE


def _tell(speaker: Speaker, catalogue: Catalogue, checked: Checked) -> None:
    """Say what was found in one workbook."""
    from gcm_desktop.app.checking_file import head, shown_expected, shown_found, told

    if checked.error is not None:
        speaker.refuse(checked.error)
        return
    read, name = checked.read, checked.path.name
    assert read is not None
    speaker.line(head(speaker.words, catalogue, checked))
    unit, period = str(read.unit), read.period
    speaker.item(file=name, status=read.status, unit=unit, period=period, answers=read.answers)
    for one in checked.findings:
        text = told(speaker.words, catalogue, one)
        place = " ".join(part for part in (one.sheet, one.ref) if part) or one.cell
        speaker.line(f"  {place}: {text} [{one.issue.code}]" if place else f"  {text} [{one.issue.code}]")
        speaker.item(
            file=name,
            code=one.issue.code,
            severity=one.severity.value,
            cell=one.cell,
            sheet=one.sheet,
            ref=one.ref,
            found=shown_found(speaker.words, catalogue, one),
            expected=shown_expected(speaker.words, one),
            message=text,
        )


@click.command("demo")
@click.argument("folder", metavar="DIR", type=FILE)
@verb
def demo_command(speaker: Speaker, folder: Path) -> Exit:
    """Do the whole main job once: type, fill, merge and print seven returns."""
    click.get_current_context().obj(folder)  # given from above: the command line knows no window
    speaker.say("The demo lies in {folder}.", folder=str(folder))
    speaker.item(status="done")
    return Exit.DONE


@click.command("self-test")
@verb
def self_test_command(speaker: Speaker) -> Exit:
    """Let the installed program do a small job on this computer."""
    from gcm_desktop.app.self_test import STEPS, trial

    code = Exit.DONE
    with trial() as ground:
        for step in STEPS:
            name = speaker.words.say(step.name)
            try:
                found = step.check(ground)
            except Exception as error:  # the other steps are still worth knowing about
                speaker.line(f"✗ {name}: {error}")
                code = own_fault(speaker, error)
                continue
            speaker.line(f"✓ {name}: {found}")
            speaker.item(step=step.name, found=found)
    if code is Exit.DONE:
        speaker.say("Everything works.")
    return code
