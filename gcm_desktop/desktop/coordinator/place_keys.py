"""What the keys of the coordinator's places do, as F1 tells it in each of them."""

from __future__ import annotations

from typing import Final

from gcm_desktop.i18n import mark

BOARD_LOOKING: Final = (
    ("← → ↑ ↓", mark("from square to square")),
    ("Enter", mark("go to the cause")),
    ("T", mark("one period, or all periods side by side")),
    ("Ctrl+PgUp   Ctrl+PgDn", mark("period before, period after")),
    ("P", mark("print the call sheet")),
    ("S", mark("sort by state")),
)
BOARD: Final = (
    *BOARD_LOOKING,
    ("A", mark("accept the return, or the goal in focus")),
    ("R", mark("send back with remarks")),
    ("L", mark("lock, or unlock with a reason")),
    ("D", mark("another deadline")),
)
DIFFERENCES_LOOKING: Final = (
    ("↓   ↑", mark("from difference to difference")),
    ("Shift+F1", mark("where the values come from")),
)
DIFFERENCES: Final = (
    ("↓   ↑", mark("from difference to difference")),
    ("1   2   3", mark("choose a value")),
    ("Enter", mark("decide for what is chosen or typed")),
    ("4", mark("type a value")),
    ("5", mark("ask the unit")),
    ("0", mark("take the last decision back")),
    ("F3", mark("choose a reason")),
    ("+", mark("take what is proposed for an unread answer")),
    ("*", mark("the same for all that were written alike")),
    ("F6", mark("settle many by a rule")),
    ("Shift+F1", mark("where the values come from")),
)
INBOX_LOOKING: Final = (
    ("↓   ↑", mark("from file to file")),
    ("Enter", mark("compare with the signed page")),
    ("L   R   S", mark("letter, report, the file as it came")),
)
INBOX: Final = (
    ("Alt+2", mark("arriving files")),
    ("Ctrl+O", mark("choose files")),
    ("Space", mark("tick a file, or untick it")),
    ("A", mark("tick all that ask for nobody's eye")),
    ("Delete", mark("put a file aside")),
    ("Enter", mark("take the ticked files")),
    ("Alt+3", mark("received files")),
    ("W   P", mark("withdraw a received file, put it back")),
    ("Enter", mark("compare a received file with the signed page")),
    ("L   R   S", mark("letter, report, the file as it came")),
)
NATION: Final = (
    ("↓   ↑", mark("from figure to figure")),
    ("→   ←", mark("open and fold the breakdowns")),
    ("Enter", mark("go to the units; again: their return")),
    ("Esc", mark("back to the table")),
    ("Ctrl+F", mark("search an indicator")),
    ("Ctrl+PgUp   Ctrl+PgDn", mark("period before, period after")),
    ("Shift+F1", mark("where a figure comes from")),
)
