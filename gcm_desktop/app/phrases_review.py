"""The sentences about deadlines, locks and the review of returns, in English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from gcm_desktop.i18n import mark

REVIEW: Final[Mapping[str, str]] = {
    "E615": mark("Another day carries a name. Say first who is at the keyboard (F10)."),
    "E650": mark("A deadline is a day from 1 to 31 in the first to twelfth month after the period."),
    "E651": mark("The return of {unit} for {period} is locked by {person}. Unlock it first, with a reason."),
    "E652": mark(
        "{file} would change the return of {unit} for {period}, which is locked by {person}. It is not "
        "taken; unlock the return with a reason and choose the file again."
    ),
    "E654": mark(
        "Goal {goal} of the return of {unit} for {period} is locked by {person}. Unlock it first, with a "
        "reason."
    ),
    "E655": mark(
        "{file} would change goal {goal} of the return of {unit} for {period}, which is locked by "
        "{person}. It is not taken; unlock the goal with a reason and choose the file again."
    ),
    "E656": mark("«{file}» holds the returns of one unit. The board is for a national file."),
    "E653": mark("«{file}» is being written by another program just now. Try again in a moment."),
}
