"""The sentences about files and cells that arrive, in English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from gcm_desktop.i18n import mark

INCOMING: Final[Mapping[str, str]] = {
    "E401": mark(
        "The file «{file}» could not be opened: {reason}. Close it in other programs, check the stick, "
        "and try again."
    ),
    "E402": mark("The file «{file}» is empty. Copy it again from where it came from."),
    "E403": mark("The file «{file}» is cut short. Copy it again, or ask for it again."),
    "E404": mark("The file «{file}» is damaged. Copy it again, or ask for it again."),
    "E405": mark(
        "The file «{file}» is in an old Excel format. Open it in Excel, choose “Save as” and “Excel "
        "workbook (.xlsx)”, and take the new file."
    ),
    "E407": mark(
        "The file «{file}» is a binary workbook (.xlsb). Open it in Excel, save it as .xlsx, and take the"
        " new file."
    ),
    "E409": mark(
        "The file «{file}» is a text or CSV file, not a workbook. Choose the Excel file that was made as "
        "a return."
    ),
    "E410": mark(
        "The file «{file}» is not an Excel workbook ({kind}). Choose the Excel file that was made as a "
        "return."
    ),
    "E411": mark(
        "«{file}» is only the mark Excel leaves beside an open workbook. Close the workbook in Excel and "
        "choose the workbook itself."
    ),
    "E412": mark("The file «{file}» is protected with a password. Type the password to read it."),
    "E413": mark("The file «{file}» is too large for a return. Ask the office for a fresh file."),
    "E414": mark(
        "The file «{file}» is not put together as a workbook should be and was not opened. Open it in "
        "Excel, save it under a new name, and take the new file."
    ),
    "E415": mark(
        "The file «{file}» contains something no workbook needs and was not opened. Ask the office for a "
        "fresh file."
    ),
    "E416": mark("The file «{file}» holds far more than a return can. Ask the office for a fresh file."),
    "E417": mark(
        "The file «{file}» has a cell far outside the form: sheet «{sheet}», {ref}. Delete that row or "
        "column in Excel, save, and take the file again."
    ),
    "E418": mark(
        "The file «{file}» has the cell {ref} twice on the sheet «{sheet}». Open it in Excel, save it "
        "under a new name, and take the new file."
    ),
    "E419": mark(
        "The file «{file}» has no sheets, or two of one name («{sheet}»). Ask the office for a fresh file."
    ),
    "E420": mark(
        "The file «{file}» is not a return of this program. Choose the file that was made as a return."
    ),
    "E421": mark(
        "The hidden sheet of «{file}» was changed, so the return cannot be recognised. Copy the numbers "
        "into a fresh form."
    ),
    "E422": mark(
        "The file «{file}» was made with catalogue version {found}; here is version {known}. Ask for that "
        "version (.gcmcat) and load it, or ask for a return made with this one."
    ),
    "E423": mark(
        "In «{file}» the sheet «{sheet}» lacks codes: {cell}. Put the rows or columns back, or copy the "
        "numbers into a fresh form."
    ),
    "E424": mark(
        "In «{file}» the code {cell} stands twice: on the sheet «{sheet}» and on «{other}». Delete the "
        "copy and save."
    ),
    "E425": mark(
        "In «{file}» the sheet «{sheet}» has the code {cell}, which the catalogue does not know. Copy the"
        " numbers into a fresh form."
    ),
    "E426": mark("The file «{file}» holds two returns («{sheet}» and «{other}»). Keep one return in a file."),
    "E427": mark(
        "The file «{file}» is of {unit}, which is not known here. Ask the office for a return made with "
        "this version."
    ),
    "E428": mark(
        "Reading «{file}» took longer than {seconds} seconds and was stopped. Nothing was changed. Ask "
        "the office for a fresh file."
    ),
    "E429": mark("Reading «{file}» had to be stopped. Nothing was changed. Ask the office for a fresh file."),
    "E430": mark("«{file}» is a folder. Choose a file."),
    "E431": mark(
        "The file «{file}» was made by a newer program (layout {found}). Install the newer program to "
        "take it."
    ),
    "E432": mark(
        "The file «{file}» could not be read (reference {reference}). Nothing was changed. Please send "
        "the file to the coordinator's support."
    ),
    "E433": mark(
        "The file «{file}» is a Numbers document. Open it in Numbers, choose “Export to” and “Excel”, and "
        "take the new file."
    ),
    "E434": mark(
        "The file «{file}» is a web page under the name of a workbook. Open it in Excel, choose “Save as” "
        "and “Excel workbook (.xlsx)”, and take the new file."
    ),
    "E435": mark("The password does not open the file «{file}». Type it again, or ask the office for it."),
    "E436": mark(
        "The file «{file}» is locked in a way that cannot be opened here. Open it, take the password off, "
        "save it, and take the new file."
    ),
    "E437": mark(
        "The hidden sheet of «{file}» was deleted, so the return cannot be recognised. Copy the numbers "
        "into a fresh form, as values."
    ),
    "E438": mark(
        "In «{file}», sheet «{sheet}», row {row}: the words are «{found}», but the code {cell} means "
        "«{expected}». The rows were sorted or moved without their codes in column A. Undo that, or copy "
        "the numbers into a fresh form."
    ),
    "E439": mark(
        "In «{file}», sheet «{sheet}», row {row}: «{found}» only looks like the code {cell}; some of its "
        "letters are of another alphabet. Type the code {cell} there and save."
    ),
    "W400": mark("«{found}» is text where a number is expected. Type digits, for example 12.5."),
    "W401": mark("«{found}» is text where a whole number is expected. Type digits only, for example 412."),
    "W402": mark("The formula gives {found}. Type the number itself."),
    "W403": mark(
        "The formula «{found}» has no result. Open the file in Excel, save it, and send it again, or type"
        " the number."
    ),
    "W404": mark("{found} stands where a number is expected. Type the number."),
    "W405": mark(
        "{found} is a date where a number is expected. Type the number again, in a cell that is not "
        "formatted as a date."
    ),
    "W406": mark("{found} is a percentage where a number is expected. Type the number itself."),
    "W407": mark("{found} is below zero. Type 0 or a greater number."),
    "W408": mark("«{found}» is not a number this form can hold. Type the number again."),
    "W409": mark("{found} is not a whole number. Type a whole number."),
    "W410": mark("«{found}» is not in the list. Choose from the list."),
    "W411": mark("«{found}» is not a date. Type day, month and year, for example 01.05.2008."),
    "W412": mark(
        "The mark «{mark}» is not understood, or does not fit the answer («{found}»). Choose one from the"
        " list."
    ),
    "W413": mark("«{country}» is not a country of the list (row: «{found}»). Choose a country."),
    "W414": mark(
        "«{country}» stands twice in this table (row: «{found}»). Put the numbers of one country into one"
        " row."
    ),
    "W415": mark("{found} was calculated in Excel and taken."),
    "W416": mark("{found} was rounded to {taken}."),
    "W417": mark("The text is longer than {limit} characters. Shorten it."),
    "W418": mark(
        "A row with an unknown code («{found}», empty = no code) was not read. Copy its numbers into a "
        "row of the form."
    ),
    "W419": mark("The register row {found} stands twice; the second was taken as a new row."),
    "W420": mark("Row {found} of the register had no code and was taken as a new row."),
    "W421": mark("{found} answers stand in hidden rows; they were read."),
    "W423": mark("{found} is taken from another file by a formula. Check it."),
    "W424": mark("The formula «{found}» reaches outside the workbook and was not used. Type the number."),
    "W425": mark("{found} bytes after the end of the workbook were ignored."),
    "W426": mark("This sheet is not part of the form and was not read."),
    "W427": mark("The workbook holds macros. They were not looked at; only the cells were read."),
    "W428": mark(
        "Cells beside the columns of the form hold something and were not read: {found}. Put notes into "
        "the column for notes."
    ),
    "W429": mark(
        "The cells {found} are merged. The answer was taken for the first of them alone. Take the cells "
        "apart and type each answer."
    ),
    # where a file comes from
    "W440": mark("This very file was received before under the name «{before}»."),
    "W441": mark(
        "This file was received before and taken out. Put it back in the list of imports if it should count."
    ),
    "W442": mark("These answers are here already; the file was only saved again."),
    "W443": mark("What is here is newer than this file. It is kept in the history and changes no figure."),
    "W444": mark("The same answers were sent from another computer too: {person}."),
    "W445": mark(
        "Two computers work under one number: the program was copied to another computer, or an old copy "
        "of the file was used. Nothing is lost; compare the two returns and ask which one counts."
    ),
}
