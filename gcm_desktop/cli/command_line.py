"""The command line as a whole: a file opens the window, a verb does its work."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import click

import gcm_desktop
from gcm_desktop.cli.speaking import Exit, use_utf8
from gcm_desktop.i18n import LANGUAGES

OpenWindow = Callable[..., int]  # a file, and whether it is only looked at
DriveDemo = Callable[[Path], None]

#: Where each verb lives; its module is imported when the verb is used.
VERBS: Final = {
    "new": "starting",
    "enter": "entering",
    "values": "reading",
    "template": "sending",
    "export": "sending",
    "check": "checking",
    "merge": "receiving",
    "imports": "receiving",
    "reports": "reports",
    "report": "reports",
    "nation": "coordinating",
    "share": "coordinating",
    "unite": "coordinating",
    "withdraw": "receiving",
    "put-back": "receiving",
    "conflicts": "deciding",
    "decide": "deciding",
    "settle": "settling",
    "accept": "accepting",
    "paper": "paper",
    "letter": "paper",
    "read-code": "page_codes",
    "why": "reading",
    "act": "deciding",
    "board": "board",
    "call-sheet": "board",
    "deadline": "board",
    "send-back": "remarking",
    "remarks": "remarking",
    "answer": "remarking",
    "purge": "purging",
    "registers": "registering",
    "publications": "publishing",
    "print": "printing",
    "official": "official",
    "backup": "starting",
    "restore": "starting",
    "archive": "archiving",
    "bring": "bringing",
    "data-out": "tables",
    "data-in": "tables",
    "catalogue": "cataloguing",
    "demo": "checking",
    "self-test": "checking",
}


class Verbs(click.Group):
    """Finds verbs by name without importing the others."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the verbs in the order of the work."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of one verb."""
        if cmd_name not in VERBS:
            return None
        module = importlib.import_module(f"gcm_desktop.cli.{VERBS[cmd_name]}")
        command: click.Command = getattr(module, cmd_name.replace("-", "_") + "_command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the verbs with one line each; the verbs themselves are not imported for it."""
        with formatter.section("Verbs"):
            formatter.write_text(" · ".join(VERBS))
            formatter.write_text("gcm-desktop VERB --help says more.")


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(gcm_desktop.__version__, prog_name="gcm-desktop", message="%(prog)s %(version)s")
@click.option("--language", type=click.Choice(LANGUAGES), help="Language of messages, for any verb.")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object, for any verb.")
@click.pass_context
def verbs(context: click.Context, language: str | None, as_json: bool) -> None:
    """Enter, merge and print the indicators of the Global Compact for Migration.

    Without a verb the window opens; a FILE.gcm opens in it, and open --view FILE.gcm opens it to look at.
    """
    context.meta["language"], context.meta["json"] = language, as_json


def run(arguments: Sequence[str], open_window: OpenWindow, drive_demo: DriveDemo) -> int:
    """Do what the arguments say and give the exit code."""
    use_utf8()
    if not arguments:
        return open_window(None)
    if len(arguments) == 1 and _is_file(arguments[0]):
        return open_window(Path(arguments[0]))
    if (wanted := _looked_at(arguments)) is not None:
        return open_window(wanted, True)
    try:
        code = verbs.main(list(arguments), prog_name="gcm-desktop", standalone_mode=False, obj=drive_demo)
    except click.UsageError as error:
        error.show()
        return Exit.USAGE
    except click.ClickException as error:
        error.show()
        return Exit.REFUSED
    except click.Abort:
        return Exit.REFUSED
    except BrokenPipeError:  # the reader of our lines has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.DONE
    return int(code or 0)


def _looked_at(arguments: Sequence[str]) -> Path | None:
    """Give the file of ``open --view FILE``."""
    named = [argument for argument in arguments[1:] if argument != "--view"]
    if arguments[0] == "open" and "--view" in arguments and len(named) == 1:
        return Path(named[0])
    return None


def _is_file(argument: str) -> bool:
    if argument.startswith("-") or argument in VERBS:
        return False
    return argument.lower().endswith(".gcm") or Path(argument).is_file()
