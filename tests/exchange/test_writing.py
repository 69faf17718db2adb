"""What is written: texts stay texts, whole or not at all, the same on any day and any clock."""

from __future__ import annotations

import io
import resource
import time
import zipfile
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gcm_desktop.domain.units import return_of
from gcm_desktop.domain.values import State, Value, number
from gcm_desktop.errors import UserError
from gcm_desktop.exchange.canvas import text_element
from gcm_desktop.exchange.parts import unescaped
from gcm_desktop.exchange.styles import SHADE
from gcm_desktop.exchange.writing import replace_file, workbook_bytes, write_return
from tests.exchange.books import PERIOD, REGISTER, book_of, place_of, shared_texts, values_of

SIGNS = ("=1+1", "+7 12 34", "-", "@SUM(A1)", "#REF!", '=HYPERLINK("http://x")', "_x0041_", " a  b ", "a\nb")


@pytest.fixture(scope="module")
def noted(catalogue, unit):
    """Give a book whose notes, texts and register rows begin with signs."""
    cells = ("G05.01", "G05.02", "G05.03", "G03.01", "G03.02", "G01.02", "G01.03", "G07.01", "G07.02")
    values = {cell: number("7", note=text) for cell, text in zip(cells, SIGNS, strict=True)}
    values["N05.next"] = Value(State.VALUE, "=cmd|' /C calc'!A0")
    return book_of(catalogue, unit, values, {**REGISTER, "R.LA.a1.title": number("-2+3")})


def test_texts_that_begin_with_a_sign_stay_texts(noted, unit, reads):
    data = workbook_bytes(noted)
    read = reads(data)
    assert read.edited == ()
    assert values_of(read, return_of(unit, PERIOD)) == noted.values
    from openpyxl import load_workbook

    workbook = load_workbook(io.BytesIO(data))
    for text, cell in (("=1+1", "G05.01"), ("@SUM(A1)", "G03.01"), ("-", "G05.03")):
        note = place_of(workbook, cell, "NOTE")
        assert (note.data_type, note.value, note.quotePrefix) == ("s", text, True)


@given(st.text(st.characters(exclude_categories=()), max_size=40))
def test_any_text_survives_the_file(text):
    element = ElementTree.fromstring(text_element(text))
    expected = "".join(
        c
        for c in text.replace("\r\n", "\n").replace("\r", "\n")
        if (c >= " " or c in "\t\n") and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff"
    )
    assert unescaped(element.text or "") == expected


def test_every_register_has_a_sheet_with_ready_rows(catalogue, sent):
    codes = [text.split(".") for text in shared_texts(sent) if text.startswith("R.")]
    for register in catalogue.registers:
        assert sum(code[1] == register and len(code[2]) == 10 for code in codes) == 10


def test_a_row_typed_into_any_register_is_read(sent, reads, unit):
    from openpyxl import load_workbook

    workbook = load_workbook(io.BytesIO(sent))
    row = next(text for text in shared_texts(sent) if text.startswith("R.LA."))
    place_of(workbook, row, "title").value = "Law on migration"
    out = io.BytesIO()
    workbook.save(out)
    read = reads(out.getvalue())
    edits = [revision for revision in read.revisions if revision.id in read.edited]
    assert [revision.sets for revision in edits] == [{f"{row}.title": number("Law on migration")}]


def test_empty_locked_cells_are_not_in_the_file(blank):
    from openpyxl import load_workbook

    goals = load_workbook(io.BytesIO(blank)).worksheets[1:10]
    cells = [cell for goal in goals for cell in goal._cells.values()]
    empty = [cell for cell in cells if cell.value is None and cell.protection.locked]
    assert {cell.fill.fgColor.rgb[2:] for cell in empty} == {SHADE}  # the bands of headings


def test_a_clock_that_says_1970_writes_the_same_file(catalogue, unit, blank, monkeypatch):
    monkeypatch.setattr(time, "time", lambda: 0.0)
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(0))
    again = workbook_bytes(book_of(catalogue, unit, {}, language="en"))
    assert again == blank
    with zipfile.ZipFile(io.BytesIO(again)) as source:
        assert {info.date_time for info in source.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert source.testzip() is None


def test_a_full_disk_is_said_and_the_old_file_stays(catalogue, unit, tmp_path):
    path = tmp_path / "return.xlsx"
    replace_file(path, b"the old file")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
    try:
        with pytest.raises(UserError) as refused:
            write_return(book_of(catalogue, unit, {}), path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert refused.value.code == "E501"
    assert path.read_bytes() == b"the old file"
    assert list(tmp_path.iterdir()) == [path]
