"""Rows and sheets are found by their codes; what people and programs move about does no harm."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from pathlib import Path

import pytest

from gcm_desktop.domain.units import return_of
from gcm_desktop.domain.values import number
from gcm_desktop.errors import UserError
from gcm_desktop.exchange import Reader, read_return
from gcm_desktop.exchange.framing import packed_of, read_of, record_of
from gcm_desktop.exchange.writing import workbook_bytes
from tests.exchange.books import PERIOD, book_of, edited, place_of, typed, values_of

ROOT = Path(__file__).parents[2]


def refusal(reads, data):
    with pytest.raises(UserError) as refused:
        reads(data)
    return refused.value


def test_rows_inserted_hidden_and_sheets_renamed_and_moved_do_no_harm(sent, reads, unit):
    def change(workbook):
        sheet = place_of(workbook, "G05.01").parent
        sheet.insert_rows(8)
        sheet.insert_cols(3)
        sheet.row_dimensions[12].hidden = True
        sheet.title = "My goal"
        workbook.move_sheet(sheet, 3)
        workbook.create_sheet("Notes")["A1"] = "call Aman"

    read = reads(edited(sent, change))
    assert read.edited == ()
    codes = {issue.code for issue in read.issues if issue.code.startswith("W42")}
    assert codes == {"W421", "W426"}


def test_rows_sorted_by_hand_are_found(blank, reads, unit):
    def change(workbook):
        one, two = place_of(workbook, "G05.01"), place_of(workbook, "G05.02")
        one.value, two.value = 1, 2
        sheet = one.parent
        for first, second in zip(sheet[one.row][:3], sheet[two.row][:3], strict=True):
            first.value, second.value = second.value, first.value

    values = values_of(reads(edited(blank, change)), return_of(unit, PERIOD))
    assert values == {"G05.01": number("2"), "G05.02": number("1")}


def test_a_missing_row_is_named(blank, reads):
    def change(workbook):
        cell = place_of(workbook, "G05.02")
        cell.parent.delete_rows(cell.row)

    error = refusal(reads, edited(blank, change))
    assert (error.code, error.facts["cell"]) == ("E423", "G05.02")
    assert error.facts["sheet"].startswith("5 ")


def test_a_missing_sheet_and_column_are_named(blank, reads):
    gone = edited(blank, lambda workbook: workbook.remove(place_of(workbook, "G05.02").parent))
    assert refusal(reads, gone).code == "E423"
    column = edited(blank, lambda workbook: place_of(workbook, "G05.02").parent.delete_cols(4))
    assert refusal(reads, column).facts["cell"] == "VALUE"


def test_a_row_or_sheet_that_stands_twice_is_named(blank, reads):
    def twice(workbook):
        cell = place_of(workbook, "G05.02")
        cell.parent.cell(900, 1).value = "G05.02"

    error = refusal(reads, edited(blank, twice))
    assert (error.code, error.facts["cell"]) == ("E424", "G05.02")
    copied = edited(blank, lambda workbook: workbook.copy_worksheet(place_of(workbook, "G05.02").parent))
    error = refusal(reads, copied)
    assert error.code == "E424"
    assert error.facts["sheet"] != error.facts["other"]


def test_a_letter_of_another_script_in_a_code_is_not_taken_for_it(blank, reads):
    def change(workbook):
        cell = place_of(workbook, "G05.02")
        cell.parent.cell(cell.row, 1).value = "G\u041e5.02".replace("\u041e", "О")

    assert refusal(reads, edited(blank, change)).facts["cell"] == "G05.02"


def test_a_row_without_a_code_is_reported(blank, reads):
    def change(workbook):
        cell = place_of(workbook, "G05.02")
        cell.parent.cell(900, cell.column).value = 5

    (issue,) = reads(edited(blank, change)).issues
    assert (issue.code, issue.where.ref) == ("W418", "900")


def test_a_changed_hidden_sheet_is_refused(blank, reads):
    def change(workbook):
        sheet = workbook["_gcm"]
        sheet["C2"] = sheet["C2"].value[:-8] + "AAAAAAAA"

    assert refusal(reads, edited(blank, change)).code == "E421"
    later = edited(blank, lambda workbook: workbook["_gcm"].__setitem__("A1", "gcm-return 2"))
    assert refusal(reads, later).code == "E431"
    two = edited(blank, lambda workbook: workbook.copy_worksheet(workbook["_gcm"]))
    assert refusal(reads, two).code == "E426"


@pytest.mark.parametrize(("number", "code"), [("0.9", "E422"), ("9.9", "E443")])
def test_another_catalogue_version_is_refused_naming_both(catalogue, unit, reads, number, code):
    other = dataclasses.replace(catalogue, number=number, digest="f" * 64)
    error = refusal(reads, workbook_bytes(book_of(other, unit, {})))
    assert (error.code, error.facts["found"], error.facts["known"]) == (code, number, catalogue.number)


def test_the_hidden_sheet_may_be_renamed_and_shown(sent, reads):
    def change(workbook):
        workbook["_gcm"].title = "meta"
        workbook["meta"].sheet_state = "visible"

    assert reads(edited(sent, change)).edited == ()


def test_what_was_read_survives_the_way_between_processes(sent, reads):
    read = reads(sent)
    assert read_of(record_of(read), packed_of(read)) == read


def test_the_reader_refuses_one_file_and_reads_the_next(sent, reads, tmp_path):
    good, bad = tmp_path / "good.xlsx", tmp_path / "bad.xlsx"
    good.write_bytes(sent)
    bad.write_bytes(sent[:1000])
    with Reader() as reader:
        with pytest.raises(UserError) as refused:
            reader.read(bad)
        assert (refused.value.code, refused.value.facts["file"]) == ("E403", "bad.xlsx")
        with pytest.raises(UserError) as refused:
            reader.read(good, timeout=0.001)
        assert refused.value.code == "E428"
        assert reader.read(good) == dataclasses.replace(read_return(good))
        reader.stop()
        assert reader.read(good).name == "good.xlsx"


def test_the_reader_names_folders_and_missing_files(tmp_path):
    with Reader() as reader:
        for path, code in ((tmp_path, "E430"), (tmp_path / "none.xlsx", "E401")):
            with pytest.raises(UserError) as refused:
                reader.read(path)
            assert refused.value.code == code


def test_the_reader_holds_no_window_and_no_writer(sent, tmp_path):
    (tmp_path / "return.xlsx").write_bytes(sent)
    script = (
        "import sys; from gcm_desktop.exchange.reader_process import answer\n"
        "found = answer({'path': sys.argv[1], 'name': 'return.xlsx'})\n"
        "assert 'read' in found, found\n"
        "print([name for name in ('PySide6', 'openpyxl', 'sqlcipher3', 'reportlab') if name in sys.modules])"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "return.xlsx")]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True)
    assert run.stdout.strip() == "[]"


def test_typing_by_code_reaches_the_cell(blank, reads, unit):
    values = values_of(reads(typed(blank, {("G05.01", "VALUE"): 7})), return_of(unit, PERIOD))
    assert values == {"G05.01": number("7")}
