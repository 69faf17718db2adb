"""The sentences of findings in a catalogue that is being changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from gcm_desktop.i18n import mark

CATALOGUE: Final[Mapping[str, str]] = {
    # returns of an older version
    "W435": mark(
        "Issued under catalogue {version}. Codes renamed since: {renamed}; merged: {merged}; split and kept "
        "as unsplit: {split}; no longer asked: {retired}. Every total stays as it was."
    ),
    "W436": mark(
        "{code} = {found} came under an older code. {other} = {held}, entered under today's code, holds. "
        "Compare the two and correct {other} if needed."
    ),
    # cells of the workbook
    "C110": mark("«{found}» is not a whole number that fits here. Type digits only."),
    "C111": mark("«{found}» cannot be chosen here. Choose one of: {expected}."),
    "C112": mark("This cell is empty ({code}). Fill it in."),
    "C113": mark("A formula or an error stands here ({found}). Type the text or number itself."),
    "C114": mark("«{code}» is not written as it must be here. Write it like {example}."),
    "C115": mark("«{code}» stands here and in {other}. Keep one of the two, or give it another code."),
    "C116": mark("«{code}» has no row on the sheet «{other}». Correct the code, or add that row."),
    "C117": mark(
        "The column «{code}» is missing. Put it back, or write the catalogue out again and start from there."
    ),
    "C118": mark(
        "The sheet «{code}» is missing. Put it back, or write the catalogue out again and start from there."
    ),
    "C119": mark("«{found}» is a number or a date here. Type it as text, with ' before it."),
    "C130": mark("The column «{found}» is not known and was not read."),
    "C131": mark("{place}: the rule {rule} needs «{column}». Fill it in."),
    # from one version to the next
    "C120": mark(
        "{code}: «{column}» was «{old}» and is «{new}» now. A changed meaning needs a new code: give it one, "
        "and say in the crosswalk what became of {code}."
    ),
    "C121": mark("{code} was given up with version {version}. A code never returns: choose a new one."),
    "C122": mark("Version {found} does not follow version {base}. Write a higher number, for example 1.1."),
    "C123": mark("{code} is not in version {version}. Correct the code in the crosswalk."),
    "C124": mark("{code} is known in version {version} already. A line of the crosswalk ends in a new code."),
    "C125": mark(
        "The line {code} does not fit «{fate}». Renamed: one to one; split: one to several; merged: several "
        "to one; retired: nothing new; all of one kind."
    ),
    "C126": mark("{code} stands in two lines of the crosswalk. Keep one."),
    "C127": mark("{code} may not be taken out, for returns are kept under it. Put its row back."),
    "C128": mark(
        "{code}: the wording was changed. That is right for a correction; a new meaning needs a new code."
    ),
    "C129": mark("The line {code} of version {version} is missing in the crosswalk. Put it back."),
    "C132": mark(
        "{code} came after version {version}, and the crosswalk does not say so. Ask for a fresh file."
    ),
    "C133": mark(
        "The line {code} is dated {version}, which does not fit here. Leave the version of a new line empty."
    ),
    # whole files
    "E440": mark(
        "The file «{file}» is not a catalogue of this program. Write the catalogue out as a workbook and "
        "change that one."
    ),
    "E441": mark("The file «{file}» is not a packed catalogue, or it is damaged. Ask for it again."),
    "E443": mark(
        "The file «{file}» was made with catalogue version {found}, which is newer than {known} here. Ask "
        "for that version (.gcmcat), load it and take the file again; it stays where it is."
    ),
    "E444": mark(
        "The file «{file}» was made with catalogue version {found}, which does not lead to {known} here: "
        "{place}. Ask for a return made with version {known}."
    ),
    "E442": mark(
        "The file «{file}» was made from catalogue version {found}, which is not here; here is version "
        "{known}. Check it together with the data file it was made from."
    ),
    "E506": mark("A packed catalogue is written as .gcmcat; {file} ends otherwise. Give it such a name."),
}
