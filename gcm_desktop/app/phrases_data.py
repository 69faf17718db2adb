"""The sentences about tables of data and foreign tables, in English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from gcm_desktop.i18n import mark

DATA: Final[Mapping[str, str]] = {
    "E450": mark(
        "«{file}» is not a table in plain text. Open it in the program it was made with, choose “Save as” "
        "and “CSV UTF-8”, and take the new file."
    ),
    "E451": mark(
        "In «{file}» a text in quotes never ends (line {line}). Save the table again as “CSV UTF-8” and take "
        "the new file."
    ),
    "E452": mark(
        "«{file}» has no columns of unit, period, cell and value. Choose a table that this program or an "
        "SDMX program wrote; for any other, choose “Bring in a table…”."
    ),
    "E453": mark("«{file}» lacks the columns {found}. Write the table again with them."),
    "E454": mark(
        "Line {line} of «{file}» belongs to another dataflow («{found}»). Choose a table of the dataflow "
        "DF_GCM_TM."
    ),
    "E455": mark(
        "«{file}» uses the catalogue version {found}, which is not here. Load that version first, then take "
        "the file again."
    ),
    "E456": mark("«{file}» should end in .csv. Write the name with that ending."),
    "E457": mark("There is no answer to write yet. Choose another unit or period."),
    "E458": mark("National figures are in a national file only. Choose the unit's own answers."),
    "E459": mark("«{file}» has no rows with a label and a figure. Choose another sheet or table."),
    "E460": mark("Tables are brought into an office's own file. Here, receive the office's return."),
    "E461": mark(
        "There is nothing to bring in: no row has a place yet, or every figure stands here already."
    ),
    "E462": mark("«{file}» has no sheet «{found}». Its sheets: {known}."),
    "W450": mark("The letters were read as Windows-1251. Look over names and notes."),
    "W451": mark("Line {place}: there is no cell «{found}»; the line is left out."),
    "W452": mark("Line {place} gives a cell a second value. Both are kept as unread; choose one."),
    "W453": mark("National figures left out: {found}. They follow from the units' answers."),
    "W454": mark("The unit {unit} is not in the catalogue; its lines are left out."),
    "E640": mark(
        "«{file}» is not a file of another coordinator, or it is damaged. Nothing was changed. Ask for it "
        "again."
    ),
    "E641": mark(
        "Coordinators send each other everything from national files only. An office sends its return (F12)."
    ),
}
