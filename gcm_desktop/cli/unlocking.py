"""The option that hands over the password of locked workbooks, and the question at a terminal."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from gcm_desktop.app.unlocking import Unlocking
from gcm_desktop.cli.speaking import Speaker
from gcm_desktop.cli.starting import FILE
from gcm_desktop.errors import UserError

password_file = click.option(
    "--password-file",
    metavar="FILE",
    type=FILE,
    help="A text file whose first line is the password of locked workbooks.",
)


def unlocking(speaker: Speaker, file: Path | None) -> Unlocking:
    """Take the password from the file; without one it is asked for where a person sits at the terminal."""
    if file is not None:
        return Unlocking(_first_line(file))

    def ask(name: str, wrong: bool) -> str | None:
        say = speaker.words.say
        question = say("The password is not right. Password of {file}", file=name)
        if not wrong:
            question = say("Password of {file}", file=name)
        answer = click.prompt(question, hide_input=True, default="", show_default=False, err=True)
        return str(answer) or None

    return Unlocking(ask=ask if sys.stdin.isatty() else None)


def _first_line(file: Path) -> str:
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UserError("E401", file=file.name, reason=reason) from error
    return lines[0] if lines else ""
