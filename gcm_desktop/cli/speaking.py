"""How the command line answers: lines for people, one JSON object for scripts, and an exit code."""

from __future__ import annotations

import functools
import json
import sys
from collections.abc import Callable
from enum import IntEnum
from pathlib import Path, PurePath
from typing import Any, Concatenate, Final, ParamSpec

import click

from gcm_desktop.app import people, supporting
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.wording import sentence
from gcm_desktop.domain.records import Maker
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import LANGUAGES, Words, system_language, words

P = ParamSpec("P")


class Exit(IntEnum):
    """What a script learns from the exit code."""

    DONE = 0  # also: already known, nothing new, older than what is here
    REFUSED = 1  # nothing changed
    USAGE = 2
    LEFT = 3  # done, but conflicts or unread cells remain, or some of several files were refused
    FAULT = 70  # ours; with a reference


#: Codes about what was typed on the command line rather than about a file.
USAGE_CODES: Final = frozenset(
    {"E201", "E202", "E203", "E204", "E206", "E207", "E209", "E210", "E213"}
    | {"E503", "E504", "E505", "E509", "E511", "E512", "E513", "E514", "E603"}
)


class Speaker:
    """Says things in one language, or gathers them as items of one JSON object."""

    def __init__(self, language: Words, as_json: bool) -> None:
        self.words = language
        self.as_json = as_json
        self._items: list[dict[str, Any]] = []

    def say(self, text: str, /, **facts: object) -> None:
        """Say a translated line; nothing when the answer is JSON."""
        self.line(self.words.say(text, **facts))

    def line(self, text: str) -> None:
        """Say a line that is ready; nothing when the answer is JSON."""
        if not self.as_json:
            click.echo(text)

    def item(self, **fields: Any) -> None:
        """Add an item to the JSON answer; nothing of clock, path or order may be in it."""
        self._items.append(fields)

    def refuse(self, error: UserError) -> None:
        """Say why something was refused, its number small at the end."""
        text = sentence(self.words, error)
        click.echo(f"{text} [{error.code}]", err=True)
        which = {"file": PurePath(error.facts["file"]).name} if error.facts.get("file") else {}
        self.item(status="refused", code=error.code, message=text, **which)

    def finish(self) -> None:
        """Write the JSON object, sorted, in UTF-8."""
        if self.as_json:
            items = sorted(self._items, key=lambda item: json.dumps(item, sort_keys=True, ensure_ascii=False))
            answer = {"version": 1, "items": items}
            text = json.dumps(answer, sort_keys=True, ensure_ascii=False, indent=1)
            click.echo(text.encode() + b"\n", nl=False)


def verb(function: Callable[Concatenate[Speaker, P], Exit | None]) -> Callable[..., int]:
    """Make a verb of a function: add --language and --json, and turn what happens into an exit code."""

    @click.option(
        "--language", type=click.Choice(LANGUAGES), help="Language of messages and of what is written."
    )
    @click.option("--json", "as_json", is_flag=True, help="Answer with one JSON object.")
    @click.pass_context
    @functools.wraps(function)
    def spoken(
        context: click.Context, /, language: str | None, as_json: bool, *args: P.args, **kwargs: P.kwargs
    ) -> int:
        language = language or context.meta.get("language")
        context.meta["language"] = language
        speaker = Speaker(words(language or system_language()), as_json or bool(context.meta.get("json")))
        try:
            code = function(speaker, *args, **kwargs) or Exit.DONE
        except UserError as error:
            speaker.refuse(error)
            code = Exit.USAGE if error.code in USAGE_CODES else Exit.REFUSED
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:  # whatever it is, it is ours: say so and keep the details
            code = own_fault(speaker, error)
        speaker.finish()
        return int(code)

    return spoken


def chosen_language() -> str | None:
    """Give the language named on the command line, or nothing."""
    found: str | None = click.get_current_context().meta.get("language")
    return found


def own_fault(speaker: Speaker, error: Exception) -> Exit:
    """Keep the details of a fault of the program in the log and say its reference."""
    reference = supporting.keep_fault(error)
    text = speaker.words.say(
        "The program itself is at fault here; everything kept before is safe. Please send {file} to the "
        "people who look after the program and name {reference}.",
        file=str(supporting.fault_log()),
        reference=reference,
    )
    click.echo(text, err=True)
    speaker.item(status="fault", reference=reference)
    return Exit.FAULT


def maker(by: str | None) -> Maker:
    """Give who stands in the records: the name given, else the person at this keyboard."""
    if by:
        return Maker(by, device=people.device())
    known = people.maker(people.current_person())
    return known or Maker(people.computer_user(), device=people.device())


def opened(path: Path, by: str | None = None) -> Desk:
    """Open a data file for a verb that may change it."""
    return Desk.open(path, maker(by), listed=False)


def looked_into(path: Path) -> Desk:
    """Open a data file for a verb that only reads; a write-protected one as well."""
    try:
        return opened(path)
    except UserError as error:
        if error.code != "E308":
            raise
        return Desk.open(path, maker(None), view_only=True, listed=False)


def use_utf8() -> None:
    """Write every language's letters whatever the console is set to."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
