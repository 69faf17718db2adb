"""A register's table from a workbook: the head is found, dates are exact or asked, nothing is guessed."""

import datetime

import pytest
from openpyxl import Workbook

from gcm_desktop.app import registers
from gcm_desktop.app.register_tables import Standing, plan, read_table, take
from gcm_desktop.errors import UserError


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    path = tmp_path_factory.mktemp("tables") / "Ylalaşyklar.xlsx"
    made = Workbook()
    made.active.title = "About"
    made.active["A1"] = "Kept by the legal department"
    sheet = made.create_sheet("Rows")
    sheet["B1"] = "Agreements in force"
    own = ("Другая сторона: государство", "Subject", "Senesi: resminamada ýazylyşy", "Date", "Goals", "Shelf")
    for column, head in enumerate(own, 2):
        sheet.cell(3, column, head)
    day = datetime.datetime(2019, 5, 14)
    for line, texts in enumerate(
        (
            ("TUR", "Readmission of persons", None, day, 5, "A1"),
            ("KAZ", "Labour migration", "03/04/2020", None, "5 6", "=1+1"),
        ),
        4,
    ):
        for column, text in enumerate(texts, 2):
            sheet.cell(line, column, text)
    made.save(path)
    return path


def read(national, path):
    own = national.catalogue.registers["BA"]
    return plan(national, "BA", read_table(path, own), "TM")


def test_the_head_is_found_below_titles_on_any_sheet(national, book):
    planned = read(national, book)
    assert planned.name == "Ylalaşyklar.xlsx · Rows"
    assert planned.unknown[-1] == "Shelf"
    assert [line.number for line in planned.lines] == [4, 5]
    assert [line.standing for line in planned.lines] == [Standing.NEW, Standing.NEW]


def test_a_real_date_comes_exact_and_a_written_one_is_asked(national, book):
    planned = read(national, book)
    dated, asked = planned.lines
    assert dated.values["date"] == "2019-05-14"
    assert not dated.question
    assert planned.questions == (asked,)
    take(national, planned)
    texts = [row.texts() for row in registers.rows(national, "BA", "TM")]
    assert {"Readmission of persons", "Labour migration"} == {held["subject"] for held in texts}


def test_what_is_no_workbook_is_refused_in_words(national, tmp_path):
    own = national.catalogue.registers["BA"]
    broken, empty = tmp_path / "rows.xlsx", tmp_path / "empty.xlsx"
    broken.write_bytes(b"PK\x03\x04 and nothing more")
    Workbook().save(empty)
    with pytest.raises(UserError, match="E40"):
        read_table(broken, own)
    with pytest.raises(UserError, match="E216"):
        read_table(empty, own)
