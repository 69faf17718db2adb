"""What people do to a table before they send it: read exactly as meant, or told where and what."""

from __future__ import annotations

import io
import random
import unicodedata
import zipfile

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image as Picture
from openpyxl.worksheet.datavalidation import DataValidation
from PIL import Image

from gcm_desktop.domain.records import ActKind
from gcm_desktop.domain.units import return_of
from gcm_desktop.domain.values import State, number
from gcm_desktop.errors import UserError
from gcm_desktop.exchange.reading import read_bytes
from gcm_desktop.exchange.writing import workbook_bytes
from tests.exchange.books import PERIOD, book_of, edited, place_of, typed, values_of
from tests.exchange.mutants import small, small_return

ONE, TWO, ROW = "G05.01", "G05.02", "G05.01|CIT=ROW01"


@pytest.fixture(scope="module")
def only(catalogue):
    return small(catalogue)


@pytest.fixture(scope="module")
def form(only, unit):
    return workbook_bytes(book_of(only, unit, {}, language="en"))


@pytest.fixture(scope="module")
def filled(only, unit):
    return small_return(only, unit)


@pytest.fixture(scope="module")
def takes(only):
    return lambda data: read_bytes(data, "return.xlsx", {only.digest: only})


@pytest.fixture
def answers(form, takes, unit):
    """Change the form, read it, and give its values and the codes of what was said."""

    def after(change):
        read = takes(edited(form, change))
        return values_of(read, return_of(unit, PERIOD)), [issue.code for issue in read.issues]

    return after


@pytest.fixture
def refused(form, takes):
    """Change the form and give the refusal."""

    def after(change, data=form):
        with pytest.raises(UserError) as refusal:
            takes(edited(data, change))
        return refusal.value

    return after


def goal(book):
    return place_of(book, ONE).parent


def fill(book):
    """Type 7 and 8 into two answers."""
    place_of(book, ONE).value, place_of(book, TWO).value = 7, 8


BOTH = {ONE: number("7"), TWO: number("8")}


def sort_rows(book, columns):
    """Sort the rows below the headings by their words, taking only some columns along."""
    sheet = goal(book)
    rows = [[sheet.cell(row, column).value for column in columns] for row in range(6, sheet.max_row + 1)]
    rows.sort(key=lambda row: str(row[1 if columns[0] == 1 else 0] or ""))
    for row, values in enumerate(rows, start=6):
        for column, value in zip(columns, values, strict=True):
            sheet.cell(row, column).value = value


def move_columns(book):
    sheet = goal(book)
    for row in range(4, sheet.max_row + 1):
        value, note = sheet.cell(row, 4), sheet.cell(row, 9)
        value.value, note.value = note.value, value.value


def add_picture(book):
    image = io.BytesIO()
    Image.new("RGB", (4, 4)).save(image, "PNG")
    goal(book).add_image(Picture(image), "M2")


def paste_validation(book):
    sheet = goal(book)
    sheet.data_validations.dataValidation.clear()
    rule = DataValidation("list", formula1='"a,b"', showErrorMessage=True)
    rule.add("A1:K90")
    sheet.add_data_validation(rule)


def filter_rows(book):
    sheet = goal(book)
    sheet.auto_filter.ref = f"A4:K{sheet.max_row}"
    for row in range(8, sheet.max_row + 1):
        sheet.row_dimensions[row].hidden = True


def without_protection(book):
    for sheet in book:
        sheet.protection.sheet = False


def other_order(book):
    book._sheets.reverse()
    for number_, sheet in enumerate(book):
        sheet.title = f"Лист {number_}"


HARMLESS = {
    "nothing": lambda book: None,
    "rows inserted": lambda book: goal(book).insert_rows(6, 5),
    "columns inserted": lambda book: goal(book).insert_cols(2, 2),
    "the code column moved": lambda book: goal(book).move_range("A1:A120", cols=15),
    "rows sorted whole": lambda book: sort_rows(book, range(1, 12)),
    "columns changed places": move_columns,
    "rows filtered": filter_rows,
    "columns hidden": lambda book: setattr(goal(book).column_dimensions["D"], "hidden", True),
    "sheets renamed and turned round": other_order,
    "protection taken off": without_protection,
    "another validation pasted over": paste_validation,
    "headings and titles typed over": lambda book: setattr(goal(book)["D5"], "value", "Всего"),
    "words made clearer": lambda book: setattr(goal(book)["B6"], "value", "Visa applications, all"),
    "the unit typed over": lambda book: setattr(goal(book)["C6"], "value", "cases"),
    "the control sum typed over": lambda book: setattr(place_of(book, "G05", "CONTROL"), "value", 99),
    "comments added": lambda book: setattr(place_of(book, ONE), "comment", Comment("sure?", "Aman")),
    "a picture added": add_picture,
    "an empty row taken out": lambda book: goal(book).delete_rows(7),
    "the list of choices deleted": lambda book: book.remove(book["_lists"]),
    "the hidden sheet shown": lambda book: setattr(book["_gcm"], "sheet_state", "visible"),
    "the first sheet's words deleted": lambda book: book.worksheets[0].delete_rows(1, 10),
}


@pytest.mark.parametrize("change", HARMLESS.values(), ids=HARMLESS.keys())
def test_what_does_no_harm_changes_no_answer(answers, change):
    def both(book):
        fill(book)
        change(book)

    values, codes = answers(both)
    assert values == BOTH
    assert set(codes) <= {"W421", "W426"}


def test_rows_sorted_without_their_codes_are_refused_with_the_row(refused):
    def change(book):
        for row in range(6, 40):
            goal(book).cell(row, 4).value = row
        sort_rows(book, range(2, 12))

    error = refused(change)
    assert error.code == "E438"
    assert error.facts["sheet"].startswith("5 ")
    assert {"row", "cell", "found", "expected"} <= error.facts.keys()


def test_a_country_typed_over_another_is_refused_with_the_row(filled, refused):
    def change(book):
        sheet = goal(book)
        row = place_of(book, "G05.01|CIT=TUR").row
        sheet.cell(row, 2).value = "AFG · Owganystan"

    error = refused(change, filled)
    assert (error.code, error.facts["cell"]) == ("E438", "G05.01|CIT=TUR")


def codes_cleared(book):
    sheet = goal(book)
    for row in range(5, 120):
        sheet.cell(row, 1).value = None


def one_code_cleared(book):
    goal(book).cell(place_of(book, TWO).row, 1).value = None


def copied(book):
    book.copy_worksheet(goal(book))


def hidden_deleted(book):
    book.remove(book["_gcm"])


def code_row_deleted(book):
    goal(book).delete_rows(4)


def look_alike(book):
    goal(book).cell(place_of(book, TWO).row, 1).value = "G05.02".replace("5", "\uff15")


def sheet_of_another(book):
    goal(book).cell(200, 1).value = ONE


REFUSED = {
    "a row deleted": (lambda b: goal(b).delete_rows(place_of(b, TWO).row), "E423", TWO),
    "half the form deleted": (lambda b: goal(b).delete_rows(30, 100), "E423", ", "),
    "an answer column deleted": (lambda b: goal(b).delete_cols(4), "E423", "VALUE"),
    "the note column deleted": (lambda b: goal(b).delete_cols(9), "E423", "NOTE"),
    "a sheet deleted": (lambda b: b.remove(goal(b)), "E423", "(+"),
    "one code cleared": (one_code_cleared, "E423", TWO),
    "all codes cleared": (codes_cleared, "E423", "(+"),
    "the row of column codes deleted": (code_row_deleted, "E423", "(+"),
    "a sheet copied": (copied, "E424", "G05"),
    "a row copied": (sheet_of_another, "E424", ONE),
    "the hidden sheet deleted": (hidden_deleted, "E437", None),
    "a code that only looks right": (look_alike, "E439", TWO),
}


@pytest.mark.parametrize(("change", "code", "cell"), REFUSED.values(), ids=REFUSED.keys())
def test_a_form_that_lacks_a_part_is_refused_with_its_name(refused, change, code, cell):
    error = refused(change)
    assert error.code == code
    assert cell is None or cell in str(error.facts["cell"])


def test_numbers_beside_the_columns_are_told(answers):
    def change(book):
        fill(book)
        goal(book)["M6"], goal(book)["N9"] = 5, "ask Aman"

    assert answers(change) == (BOTH, ["W428"])


@pytest.mark.parametrize("column", ["VALUE", "SEX=F"])
def test_a_number_in_a_row_without_a_code_is_told(answers, column):
    def change(book):
        fill(book)
        goal(book).cell(7, place_of(book, TWO, column).column).value = 5

    assert answers(change) == (BOTH, ["W418"])


def test_merged_answers_are_told_and_count_once(answers):
    def change(book):
        fill(book)
        cell = place_of(book, "G05.01|VISA=DP")
        cell.value = 9
        cell.parent.merge_cells(start_row=cell.row, end_row=cell.row + 1, start_column=4, end_column=4)

    assert answers(change) == ({**BOTH, "G05.01|VISA=DP": number("9")}, ["W429"])


def test_a_sheet_of_another_return_pasted_in_is_named(form, only, unit, takes):
    other = workbook_bytes(book_of(only, unit, {}, language="en", period="2026-Q2"))

    def change(book):
        source = goal(load_workbook(io.BytesIO(other)))
        target = book.create_sheet("Pasted")
        for row in source.iter_rows():
            for cell in row:
                target[cell.coordinate].value = cell.value

    with pytest.raises(UserError) as refusal:
        takes(edited(form, change))
    assert (refusal.value.code, refusal.value.facts["other"]) == ("E424", "Pasted")
    with pytest.raises(UserError) as refusal:
        takes(edited(form, lambda book: book.copy_worksheet(book["_gcm"])))
    assert refusal.value.code == "E426"


def test_another_language_of_the_form_reads_the_same(only, unit, takes):
    for language in ("tk", "ru"):
        data = edited(workbook_bytes(book_of(only, unit, {}, language=language)), fill)
        assert values_of(takes(data), return_of(unit, PERIOD)) == BOTH


CONTENTS = {
    "value with its unit": ("412 cases", "412 cases", ["W401"]),
    "thousands by a space": ("1 234", "1 234", ["W401"]),
    "thousands by a no-break space": ("1\u00a0234", "1\u00a0234", ["W401"]),
    "thousands by a thin space": ("1\u202f234", "1\u202f234", ["W401"]),
    "thousands by a point": ("1.234", "1.234", ["W401"]),
    "thousands by a comma": ("1,234", "1,234", ["W401"]),
    "apostrophe before": ("'412", "'412", ["W401"]),
    "number stored as text": ("412", "412", ["W401"]),
    "decimal comma as text": ("412,0", "412,0", ["W401"]),
    "formula without a result": ("=400+12", "=400+12", ["W403"]),
    "wide digits": ("４１２", "４１２", ["W401"]),
    "letter O": ("4O2", "4O2", ["W401"]),
    "unseen characters alone": ("\u200b\ufeff\u00a0", None, []),
    "not available among marks of direction": ("\u2067…\u2069", "", []),
    "not applicable after a soft hyphen": ("\u00ad×", "", []),
}


@pytest.mark.parametrize(("content", "text", "codes"), CONTENTS.values(), ids=CONTENTS.keys())
def test_a_number_typed_any_other_way_waits_as_it_was_typed(answers, content, text, codes):
    values, said = answers(lambda book: setattr(place_of(book, ONE), "value", content))
    assert said == codes
    if text is None:
        assert values == {}
    else:
        assert values[ONE].text == text
        assert (values[ONE].state is State.UNREAD) == bool(codes)


def test_a_formula_with_its_result_is_taken_and_told(form, takes, unit):
    read = takes(typed(form, {(ONE, "VALUE"): b"><f>400+12</f><v>412</v>"}))
    assert values_of(read, return_of(unit, PERIOD)) == {ONE: number("412")}
    assert [issue.code for issue in read.issues] == ["W415"]


def test_links_to_other_workbooks_are_told_and_never_followed(form, takes, unit):
    rels = b"http://schemas.openxmlformats.org/package/2006/relationships"
    link = (
        b'<?xml version="1.0"?><Relationships xmlns="' + rels + b'"><Relationship Id="rId1" Type="x" '
        b'Target="file:///C:/other.xlsx" TargetMode="External"/></Relationships>'
    )
    data = typed(form, {(ONE, "VALUE"): b"><f>[1]Sheet1!A1</f><v>12</v>"})
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/externalLinks/_rels/externalLink1.xml.rels", link)
    read = takes(out.getvalue())
    assert values_of(read, return_of(unit, PERIOD)) == {ONE: number("12")}
    assert [issue.code for issue in read.issues] == ["W423"]


NAMES = {
    "code": "TUR",
    "small letters": "tur",
    "code and name": "TUR · Turkey",
    "composed apart": unicodedata.normalize("NFD", "Türkiýe"),
    "Cyrillic T": "ТUR",
    "all Cyrillic but R": "ТUR".lower(),
    "unseen characters": "\ufeffTür\u00adki\u200býe\u2069",
    "no-break space after": "Türkiýe\u00a0",
    "wide letters": "ＴＵＲ",
    "without marks": "Turkiye",
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_a_country_is_told_however_its_letters_are_coded(form, takes, unit, name):
    read = takes(typed(form, {(ROW, "TEXT"): name, (ROW, "VALUE"): 15}))
    assert values_of(read, return_of(unit, PERIOD)) == {"G05.01|CIT=TUR": number("15")}
    assert not read.issues


def test_codes_are_told_through_characters_nobody_sees(answers):
    def change(book):
        fill(book)
        for row in goal(book).iter_rows(min_row=4, max_col=1):
            for cell in row:
                if cell.value:
                    cell.value = f"\ufeff\u00a0{cell.value[:2]}\u200b{cell.value[2:]}\u2009"

    assert answers(change) == (BOTH, [])


def test_the_sign_of_a_mark_is_told_whatever_stands_around_it(answers):
    def change(book):
        fill(book)
        place_of(book, ONE, "MARK").value = "\u200b≈\u00a0takmynan"
        place_of(book, TWO, "NOTE").value = unicodedata.normalize("NFD", "ýagdaý")

    values, codes = answers(change)
    assert (values[ONE].precision.value, values[TWO].note, codes) == ("~", "ýagdaý", [])


def test_nothing_to_report_is_told_with_letters_composed_apart(form, takes):
    said = {("G05", "NIL"): "\u200bYes\u00a0", ("G05", "REASON"): "no cases"}
    assert [act.kind for act in takes(typed(form, said)).acts] == [ActKind.NIL]


def test_many_harmless_things_at_once_change_no_answer(form, takes, unit):
    chance = random.Random(7)
    kinds = [change for name, change in HARMLESS.items() if "moved" not in name and "typed" not in name]

    def change(book):
        fill(book)
        for act in chance.sample(kinds, 5):
            act(book)

    for _ in range(4):
        assert values_of(takes(edited(form, change)), return_of(unit, PERIOD)) == BOTH
