"""publications: what was published from a file, and how many figures it hid."""

from __future__ import annotations

from pathlib import Path

import click

from gcm_desktop.app import publications
from gcm_desktop.cli.speaking import Exit, Speaker, looked_into, verb
from gcm_desktop.cli.starting import FILE
from gcm_desktop.domain.published import How


@click.command("publications")
@click.argument("file", type=FILE)
@click.option("--hidden", "hidden", is_flag=True, help="Name the hidden figures as well.")
@verb
def publications_command(speaker: Speaker, file: Path, hidden: bool) -> Exit:
    """List what was published from a file, the latest first."""
    with looked_into(file) as desk:
        found = publications.lines(desk, speaker.words)
        for one, line in found:
            told = speaker.words.say("hidden figures: {n}", n=line.hidden)
            parts = (one.digest[:12], line.moment, line.what, line.unit, line.period, told, line.person)
            speaker.line("  ".join(filter(None, parts)))
            places = [place for place, kept in sorted(one.figures.items()) if kept.how is How.HIDDEN]
            if hidden:
                for place in places:
                    speaker.line(f"  {' '.join(place)}")
            speaker.item(
                digest=one.digest,
                **one.what,
                hidden=one.hidden,
                by=line.person,
                figures=[list(place) for place in places] if hidden else [],
            )
    if not found:
        speaker.say("Nothing was published from this file yet.")
    return Exit.DONE
