"""The sentence of every code, in English; a pair is chosen between by the fact ``withdrawn``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from gcm_desktop.app.phrases_catalogue import CATALOGUE
from gcm_desktop.app.phrases_data import DATA
from gcm_desktop.app.phrases_inbox import INBOX
from gcm_desktop.app.phrases_incoming import INCOMING
from gcm_desktop.app.phrases_paper import PAPER
from gcm_desktop.app.phrases_purge import PURGE
from gcm_desktop.app.phrases_remarks import REMARKS
from gcm_desktop.app.phrases_review import REVIEW
from gcm_desktop.i18n import mark

SENTENCES: Final[Mapping[str, str | tuple[str, str]]] = {
    "R100": mark("«{found}» is not understood here. Type the answer again."),
    "R130": mark(
        "{value} is unusual here: earlier periods suggest {limit} to {other}. "
        "Correct it, or write in a note why."
    ),
    "R140": mark(
        "«{found}» still stands in the text. Write in its place what is meant, or take it out; "
        "a note says why it stays."
    ),
    # codes and arguments
    "E201": mark("«{cell}» is not the code of a cell. Look the code up in the form or the workbook."),
    "E202": mark(
        "«{period}» is not a period. Write a year, a half-year, a quarter or a month, for example 2026-Q3."
    ),
    "E203": mark(
        "«{unit}» is not a reporting unit. Write an area such as TM-M, a body such as MIA, or both as "
        "MIA@TM-M."
    ),
    "E204": mark("The catalogue has no cell «{cell}». Look the code up in the form or the workbook."),
    "E205": mark(
        "«{cell}» belongs to another form: register fields are kept apart from the answers of a period."
    ),
    "E206": mark(
        "The catalogue knows no office or area of «{unit}». Write an area such as TM-M or a body such as MIA."
    ),
    "E207": mark("A reporting unit is needed here. Name it, for example TM-M."),
    "E208": mark(
        "This file belongs to {own}. Open the file of {unit}, or the national file, to work on {unit}."
    ),
    "E209": mark("There is no register «{register}». The registers are {known}."),
    "E210": mark("«{text}» is not an answer to a cell. Write CELL=VALUE, for example G05.02=412."),
    "E211": mark(
        "{file}, line {line}: a cell code and a value were expected. Correct the line; nothing was kept."
    ),
    "E212": mark(
        "{file} cannot be read as a table. Save it as an Excel workbook (.xlsx) or as CSV in UTF-8."
    ),
    "E213": mark(
        "The practice velayat is not part of the national file; its figures are made up. Name another unit."
    ),
    "E214": mark(
        "{file}: none of its columns is one of the register {register}. Name the columns in the first line "
        "as the register does."
    ),
    "E216": mark("{file} holds no table: its sheets are empty. Choose the workbook with the rows."),
    # the data file
    "E301": mark("{file} exists already and is not written over. Choose another name."),
    "E302": mark("{file} is open: {person}, {computer}, since {since}. Close it there first."),
    "E303": mark(
        "{file} is not a data file of this program. Nothing was changed. Choose a file that ends in .gcm."
    ),
    "E304": mark(
        "{file} was made by a newer version of the program. Install that version; nothing was changed."
    ),
    "E305": mark("{file} is damaged. Nothing was changed; restore its last backup."),
    "E306": mark(
        "The last {missing} entries of {file} are missing: part of the file was left behind, or an older "
        "copy stands in its place. Restore the last backup, or go on without them."
    ),
    "E307": mark(
        "{file} is empty: it was cut short while being copied. Copy it again or restore its last backup."
    ),
    "E308": mark(
        "{file} is write-protected. Open it for viewing only, or copy it to a folder of your own first."
    ),
    "E309": mark("{file} was not found. Look for it in the folder where it was last."),
    "E310": mark(
        "The disk is full; {file} could not be written. What was kept before is safe. Free some space and "
        "type the last answer again."
    ),
    "E311": mark("The backup {file} is damaged. Nothing was replaced; choose another backup."),
    "E312": mark(
        "{file} could not be read or written. Check the disk or stick and try again; what was kept before is "
        "safe."
    ),
    "E313": mark(
        "No backup of {file} could be made in {folder}. Check that there is room and that the folder may be "
        "written."
    ),
    "E320": mark(
        "This return belongs to {year}, which lies in the archive «{name}». Bring the year {year} back, then "
        "try again."
    ),
    "E321": mark(
        "{file} is the archive of {year} and is only read. To correct something, bring the year {year} back "
        "in the data file it came from."
    ),
    "E322": mark(
        "{file} is not the archive of {year} made from this file, or it is not whole. Nothing was changed; "
        "choose the archive of {year}."
    ),
    "E323": mark("This file knows nothing of the year {year}. Nothing was changed."),
    "E324": mark(
        "{name} brought a return of {year}, which lies in the archive. Bring the year {year} back first."
    ),
    "E325": mark(
        "The archive {file} could not be written in {folder}. Nothing was changed; check that there is room "
        "and that the folder may be written."
    ),
    "E326": mark("The year {year} is not over yet. Archive it when it is."),
    "E327": mark(
        "Something is open in {year}: returns not sent {unsent}, conflicts {conflicts}, unread cells "
        "{unread}. Confirm that the year may be archived as it is."
    ),
    "E328": mark("The year {year} lies in an archive already. Nothing was changed."),
    "E314": mark(
        "{log} beside {file} belongs to another data file. Move {log} elsewhere, then open {file} again."
    ),
    # the catalogue
    "C101": mark("{place}: the code {code} stands {times} times. Give each thing its own code."),
    "C102": mark("{place}: the text in {language} is missing. Write it."),
    "C103": mark("{place}: there is no {what} «{code}». Correct the code or add what it names."),
    "C104": mark("The code list {place} has no row «_U» (unknown). Add it."),
    "C105": mark("{place}: numerator and denominator do not fit together ({code}). Complete both."),
    "C106": mark(
        "Figure {place}: the cell «{cell}» cannot hold it. Name an existing cell and a fitting value."
    ),
    "C107": mark("Register row {place}: «{field}» does not fit. Correct the field or its text."),
    "C108": mark("{place}: {code} contradicts another file of the catalogue. Bring both into line."),
    "C109": mark("The catalogue cannot be read: {found}. Correct the file."),
    **CATALOGUE,
    # incoming files
    **DATA,
    **INBOX,
    **PAPER,
    **INCOMING,
    **PURGE,
    **REMARKS,
    **REVIEW,
    "E490": mark("There is no file {file}. Look at its name and folder."),
    "E491": mark("{file} is a folder. Choose the returns in it."),
    "E492": mark(
        "{file} is the return of {unit}, and this file belongs to {own}. Merge it into the file of {unit} or "
        "into the national file."
    ),
    "E493": mark(
        "{file} says it is the return of {unit} for {period}, yet it carries records of another return. Ask "
        "the sender to export it again."
    ),
    "E494": mark(
        "{file} is a return of the practice velayat; its figures are made up and never meet real ones. "
        "Choose a real return, or open your practice file."
    ),
    "E495": mark(
        "{file} is the real return of {unit}, and this is a practice file. Open your own file and take it in "
        "there."
    ),
    # writing out
    "E501": mark(
        "The file «{file}» could not be written: {reason}. Choose another place, or close the file in "
        "Excel, and try again."
    ),
    "E502": mark("The text in {cell} has {found} characters; a workbook takes {limit}. Shorten it."),
    "E503": mark("A workbook is written as .xlsx; {file} ends otherwise. Give it a name that ends in .xlsx."),
    "E504": mark("A summary is written as .pdf; {file} ends otherwise. Give it a name that ends in .pdf."),
    "E505": mark("Nothing is asked of {unit} there for {period}. Choose another goal or period."),
    "E507": mark("A review is written as .pdf or .docx; {file} ends otherwise. Give it such a name."),
    "E508": mark("The review is printed from the national file. Open that file."),
    "E509": mark("Nobody is asked anything for {period}. Choose a quarter or a whole year."),
    "E511": mark(
        "«{parts}» is no part of this paper. Write, with commas between: {known}, or goals such as 1-5."
    ),
    "E512": mark("«{goals}» names no goal. Write goals such as 1-5, 9."),
    "E513": mark("«{name}» is none of the settings. They are {known}."),
    "E514": mark("«{text}» is no day. Write it as 10.11.2026."),
    "E520": mark("A goal sheet sets the units side by side; open the national file for it."),
    "E521": mark("Nobody is asked anything about goal {goal} for {period}. Choose another goal or period."),
    "E522": mark("{unit}, {period}: nothing was sent yet, so there is nothing to correct on paper."),
    "E523": mark("{unit}, {period}: nothing changed since it was sent. The printed pages still hold."),
    "E524": mark("«{revision}» names no revision that was sent, or more than one. Take one of {known}."),
    "E530": mark(
        "«{file}» is open to look at only, so a publication cannot be recorded in it. Open it for working, "
        "then publish."
    ),
    "E531": mark("This paper is always for internal use; it cannot be published."),
    # merging and deciding
    "E601": mark("The returns disagree about {cell}. Decide which value holds before typing another."),
    "E602": mark(
        "Of the candidates of {cell}, «{revision}» names none, or more than one. Take one of {known}."
    ),
    "E603": mark("A reason is needed here; it stays on record with your name."),
    "E604": mark(
        "No file with the number {id} was received here. The list of imports shows those that were."
    ),
    "E605": (
        mark("{name} counts already; nothing was changed."),
        mark("{name} is withdrawn already; nothing was changed."),
    ),
    "E606": mark(
        "Nothing has been entered in {cell} yet, so there is nothing to decide. Type the value instead."
    ),
    "E607": mark("«{id}» names several imports. Write more digits of its number."),
    "E610": mark("A nil return carries a name. Say first who is at the keyboard (F10)."),
    "E611": mark("Figures stand here. A nil return says that there is nothing to report: delete them first."),
    "E612": mark("«{found}» is not a number. Type the control total as it stands on the paper."),
    "E613": mark("«{found}» is not a date. Type day, month and year, for example 01.05.2008."),
}
