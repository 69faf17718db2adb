"""OpenDocument sheets come out as the same raw cells, and their repeat counts cannot be used to flood us."""

from __future__ import annotations

import pytest

from gcm_desktop.errors import UserError
from gcm_desktop.exchange.grid import Raw
from gcm_desktop.exchange.markup import Budget
from gcm_desktop.exchange.ods import read_document
from gcm_desktop.exchange.parts import Look

SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"))
)
CALC = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'


def document(rows: str, table: str = 'table:name="One"', before: str = "", spaces: str = SPACES) -> bytes:
    return (
        f"<?xml version='1.0' encoding='UTF-8'?><office:document-content {spaces} {CALC}>{before}"
        f"<office:body><office:spreadsheet><table:table {table}>{rows}</table:table>"
        "</office:spreadsheet></office:body></office:document-content>"
    ).encode()


def sheet(rows: str, **more: str):
    (found,) = read_document(document(rows, **more), "content.xml", Budget())
    return found


def row(cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{cells}</table:table-row>"


def cell(more: str, text: str = "", name: str = "table-cell") -> str:
    return f"<table:{name} {more}>{text}</table:{name}>"


def number(value: str, more: str = "") -> str:
    return cell(f'office:value-type="float" office:value="{value}" {more}', "<text:p>shown</text:p>")


CELLS = {
    "the exact value, not what is shown": (number("412.5"), Raw("n", "412.5", None, Look.NUMBER)),
    "percent": (
        cell('office:value-type="percentage" office:value="0.05"', "<text:p>5 %</text:p>"),
        Raw("n", "0.05", None, Look.PERCENT),
    ),
    "date": (
        cell('office:value-type="date" office:date-value="2026-05-01"', "<text:p>1.5</text:p>"),
        Raw("d", "2026-05-01", None, Look.DATE),
    ),
    "boolean": (
        cell('office:value-type="boolean" office:boolean-value="true"', "<text:p>DA</text:p>"),
        Raw("b", "1", None, Look.NUMBER),
    ),
    "text in lines and spaces": (
        cell(
            'office:value-type="string"',
            '<text:p>a<text:s text:c="2"/>b <text:span>c</text:span></text:p><text:p>d<text:tab/>e</text:p>',
        ),
        Raw("s", "a  b c\nd\te", None, Look.NUMBER),
    ),
    "text of a remark is not the answer": (
        cell(
            'office:value-type="string"',
            "<office:annotation><text:p>really?</text:p></office:annotation><text:p>x</text:p>",
        ),
        Raw("s", "x", None, Look.NUMBER),
    ),
    "error": (
        cell('table:formula="of:=1/0" calcext:value-type="error"', "<text:p>#DIV/0!</text:p>"),
        Raw("e", "#DIV/0!", "1/0", Look.NUMBER),
    ),
    "formula": (
        number("3", 'table:formula="of:=SUM([.A1:.A2])"'),
        Raw("n", "3", "SUM(A1:A2)", Look.NUMBER),
    ),
    "hidden under a merge": (
        cell('office:value-type="float" office:value="7"', name="covered-table-cell"),
        Raw("n", "7", None, Look.NUMBER),
    ),
}


@pytest.mark.parametrize(("xml", "raw"), CELLS.values(), ids=CELLS.keys())
def test_each_kind_of_cell_comes_out_with_its_exact_value(xml, raw):
    assert sheet(row(xml)).rows == {1: {"A": raw}}


def test_repeated_rows_and_columns_keep_their_places():
    empty = cell('table:number-columns-repeated="3"')
    found = sheet(
        row(empty + number("1", 'table:number-columns-repeated="2"'), 'table:number-rows-repeated="2"')
        + row(cell(""), 'table:number-rows-repeated="100"')
        + row(number("5"), 'table:visibility="collapse"')
        + row(cell('table:number-columns-repeated="1024"'), 'table:number-rows-repeated="1048000"')
    )
    assert {place: sorted(cells) for place, cells in found.rows.items()} == {
        1: ["D", "E"],
        2: ["D", "E"],
        103: ["A"],
    }
    assert found.hidden_rows == {103}


def test_merged_cells_are_known_by_their_range():
    merged = number("1", 'table:number-columns-spanned="2" table:number-rows-spanned="3"')
    assert sheet(row(cell("")) + row(cell("") + merged)).merged == ["B2:C4"]


def test_prefixes_may_be_others_and_a_hidden_sheet_is_known():
    styles = '<s:style s:name="ta2" s:family="table"><s:table-properties table:display="false"/></s:style>'
    spaces = SPACES.replace("xmlns:style=", "xmlns:s=")
    found = sheet(
        row(number("1")),
        table='table:name="One" table:style-name="ta2"',
        before=styles,
        spaces=spaces,
    )
    assert found.state == "hidden"


REFUSED = {
    "a value in every column": ("E417", row(number("1", 'table:number-columns-repeated="16384"'))),
    "a value in every row": ("E417", row(number("1"), 'table:number-rows-repeated="1048576"')),
    "more rows than there are": ("E404", row(cell(""), 'table:number-rows-repeated="1048577"')),
    "a count that is none": ("E404", row(number("1", 'table:number-columns-repeated="-1"'))),
    "a flood of cells": (
        "E416",
        row(number("1", 'table:number-columns-repeated="250"'), 'table:number-rows-repeated="20000"'),
    ),
    "a flood of spaces": (
        "E416",
        row(cell('office:value-type="string"', '<text:p><text:s text:c="9999999"/></text:p>')),
    ),
    "a flood of text by repeating it": (
        "E416",
        row(
            cell(
                'office:value-type="string" table:number-columns-repeated="200"',
                "<text:p>" + "x" * 30_000 + "</text:p>",
            ),
            'table:number-rows-repeated="20"',
        ),
    ),
    "nesting": ("E416", "<text:a>" * 90 + "</text:a>" * 90),
    "a table in a table": ("E404", '<table:table table:name="Two"></table:table>'),
}


@pytest.mark.parametrize(("code", "rows"), REFUSED.values(), ids=REFUSED.keys())
def test_a_document_that_would_flood_us_is_refused(code, rows):
    with pytest.raises(UserError) as refused:
        sheet(rows)
    assert refused.value.code == code


def test_a_doctype_and_two_sheets_of_one_name_are_refused():
    for data, code in (
        (document("").replace(b"?>", b"?><!DOCTYPE x>", 1), "E415"),
        (document('</table:table><table:table table:name="one">'), "E419"),
    ):
        with pytest.raises(UserError) as refused:
            read_document(data, "content.xml", Budget())
        assert refused.value.code == code
