"""demo, self-test: the program looks at itself."""

from __future__ import annotations

from pathlib import Path

import click

from gcm_desktop.cli.speaking import Exit, Speaker, own_fault, verb
from gcm_desktop.cli.starting import FILE


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
