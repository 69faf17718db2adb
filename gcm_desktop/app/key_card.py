"""The key card: one sheet beside the keyboard, its back the numbers of the checks."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gcm_desktop.app.desk import Desk
from gcm_desktop.domain.catalogue import Catalogue
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import Words, mark, words

if TYPE_CHECKING:
    from gcm_desktop.reports.card import Card

#: Groups of the card: a heading, and what each key does; keys of one line do the same thing.
GROUPS: Final = (
    (
        mark("In the table"),
        (
            (("Enter", "↓"), mark("next cell down the column")),
            (("Shift+Enter", "↑"), mark("back up the column")),
            (("←", "→"), mark("along the row")),
            (("Ctrl+Enter",), mark("next empty cell")),
            (("Tab",), mark("to the details and back")),
            (("Delete",), mark("make the cell blank")),
            (("Esc",), mark("leave the cell as it was")),
            (("Alt+←", "Alt+→"), mark("fold and open a table")),
        ),
    ),
    (
        mark("In the return"),
        (
            (("F6", "Ctrl+PgDn"), mark("next goal")),
            (("Shift+F6", "Ctrl+PgUp"), mark("previous goal")),
            (("F4", "Alt+4"), mark("next problem")),
            (("Shift+F4",), mark("repair of a likely slip")),
            (("F3", "Alt+5"), mark("one reason for many cells")),
            (("Shift+F3", "Alt+6"), mark("nil return")),
            (("F11", "Alt+7"), mark("control total")),
            (("F5",), mark("correct a sent return")),
            (("F12",), mark("ready to send")),
            (("Ctrl+P",), mark("print")),
            (("Ctrl+F",), mark("search")),
            (("F1", "Alt+1"), mark("keys and signs")),
            (("Shift+F1", "Alt+9"), mark("where a figure comes from")),
            (("Alt+2",), mark("narrative")),
            (("Alt+3",), mark("registers")),
            (("Ctrl+6",), mark("charts, and back")),
            (("F10",), mark("who is at the keyboard")),
            (("Ctrl++", "Ctrl+-", "Ctrl+0"), mark("larger; smaller; plain size")),
        ),
    ),
    (
        mark("Putting right"),
        (
            (("Ctrl+Z",), mark("undo")),
            (("Ctrl+Y",), mark("redo")),
            (("Ctrl+C", "Ctrl+Insert"), mark("copy")),
            (("Ctrl+V", "Shift+Insert"), mark("paste")),
            (("Ctrl+X", "Shift+Delete"), mark("cut")),
            (("Alt+8",), mark("a Turkmen letter: then 1 to 8, or the letter without its sign")),
        ),
    ),
    (
        mark("Without a numeric keypad"),
        (
            (("F7",), mark("not available")),
            (("F8",), mark("not applicable")),
            (("F9",), mark("about, at least, more than, almost")),
            (("F2",), mark("note")),
        ),
    ),
)
#: What the keys of the numeric keypad do; the card draws the keypad itself.
KEYPAD: Final = {
    "/": mark("not available"),
    "*": mark("not applicable"),
    "-": mark("note"),
    "+": mark("about, at least, more than, almost"),
    "Enter": mark("next cell down the column"),
    ",": mark("decimal sign"),
}
ANSWERS: Final = (
    ("1 / 0", mark("yes / no")),
    ("01052008", mark("date, digits only")),
    (",  .", mark("decimal sign, comma or point alike")),
    ("-5", mark("below zero, where a number may be so")),
    ("≈  ≥  >", mark("about; at least; more than")),
)
SIGNS: Final = (
    ("not_available", mark("not available, on hatching")),
    ("not_applicable", mark("not applicable")),
    ("unread", mark("unread: what was written is kept, not yet a value")),
    ("error", mark("error: correct it before sending")),
    ("warning", mark("warning: look at it again")),
    ("explain", mark("to explain: write a note")),
    ("good", mark("explained, or all right")),
    ("conflict", mark("conflict: two answers, decide one")),
    ("note", mark("has a note")),
    ("changed", mark("changed since it was sent")),
)
_FACT = re.compile(r"\{\w+\}")


def print_card(desk: Desk, out: Path, language: str | None = None) -> int:
    """Write the key card as PDF; gives the number of pages."""
    from gcm_desktop.reports.card import write_card

    if out.suffix.lower() != ".pdf":
        raise UserError("E504", file=out.name)
    return write_card(key_card(desk, language), out)


def key_card(desk: Desk, language: str | None = None) -> Card:
    """Gather everything that stands on the card."""
    from gcm_desktop.reports.card import Card

    speech = words(language or desk.language)
    say = speech.say
    return Card(
        language=speech.code,
        groups=tuple((say(name), tuple((keys, say(text)) for keys, text in lines)) for name, lines in GROUPS),
        keypad={key: say(text) for key, text in KEYPAD.items()},
        answers=tuple((typed, say(text)) for typed, text in ANSWERS),
        signs=tuple((sign, say(text)) for sign, text in SIGNS),
        rules=tuple(_rules(desk.catalogue, speech)),
        catalogue_number=desk.catalogue.number,
    )


def _open_case(text: str) -> str:
    """Leave the figures of a case open: its face has no arrows, and three points end a sentence."""
    return _FACT.sub("…", text).replace("….", "…").replace("→", "–")


def _rules(catalogue: Catalogue, language: Words) -> list[tuple[str, str]]:
    """Give every check with what it says; the figures of a case are left open."""
    return [
        (number, _open_case(rule.officer.of(language.code)))
        for number, rule in sorted(catalogue.rule_texts.items())
    ]
