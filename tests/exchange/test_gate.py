"""Whatever is no plain workbook of ours is refused in words, quickly, by its own code."""

from __future__ import annotations

import io
import re
import struct
import time
import zipfile

import pytest

from gcm_desktop.errors import UserError
from tests.exchange.books import edited, repacked

MAIN = b'<?xml version="1.0"?>'


def zip_of(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return out.getvalue()


def goal_sheet(change):
    """Change the first goal sheet's XML."""
    return lambda data: repacked(
        data, lambda name, part: change(part) if name == "xl/worksheets/sheet2.xml" else part
    )


def part(wanted, change):
    return lambda data: repacked(data, lambda name, content: change(content) if name == wanted else content)


def add(name, content):
    return lambda data: zip_of({**parts_of(data), name: content})


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        return {info.filename: source.read(info) for info in source.infolist()}


def twice(data: bytes) -> bytes:
    out = io.BytesIO(data)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(out, "a") as target:
        target.writestr("xl/worksheets/sheet2.xml", b"<worksheet/>")
    return out.getvalue()


def flipped(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        info = source.getinfo("xl/worksheets/sheet2.xml")
        at = info.header_offset + 30 + len(info.filename) + info.compress_size // 2
    return data[:at] + bytes([data[at] ^ 0x10]) + data[at + 1 :]


def lying(data: bytes) -> bytes:
    """State a size of 100 bytes for a sheet in the directory of the zip."""
    at = data.rfind(b"xl/worksheets/sheet2.xml") - 46
    return data[: at + 24] + struct.pack("<I", 100) + data[at + 28 :]


def emptied(workbook) -> None:
    workbook.create_sheet("Sheet1")["A1"] = "412"
    for sheet in workbook.worksheets[:-1]:
        workbook.remove(sheet)


def zip_password(data: bytes) -> bytes:
    at = data.rfind(b"PK\x01\x02")
    return data[: at + 8] + b"\x01" + data[at + 9 :]


def cells(xml: bytes):
    return lambda sheet: sheet.replace(b"</sheetData>", xml + b"</sheetData>")


def doctype(declaration: bytes):
    return lambda xml: re.sub(rb"(<\?xml[^>]*\?>)?", lambda m: m[0] + declaration, xml, count=1)


ENTITIES = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
TYPE = b'<Types><Override PartName="/w" ContentType="application/vnd.%s"/></Types>'
WORD = TYPE % b"openxmlformats-officedocument.wordprocessingml.document.main+xml"
XLSB = TYPE % b"ms-excel.sheet.binary.macroEnabled.main"
ODS = b"application/vnd.oasis.opendocument.spreadsheet"
LOCKED = b"""<m:manifest xmlns:m="x"><m:file-entry m:full-path="encrypted-package"><m:encryption-data/>
</m:file-entry></m:manifest>"""
MACROS = (b"spreadsheetml.sheet.main+xml", b"ms-excel.sheet.macroEnabled.main+xml")
TYPES = "[Content_Types].xml"
SHARED = "xl/sharedStrings.xml"
BIG = 1024 * 1024

REFUSED = {
    "empty": ("E402", lambda data: b""),
    "half a download": ("E403", lambda data: data[: len(data) // 2]),
    "a few bytes": ("E403", lambda data: data[:40]),
    "one flipped bit": ("E404", flipped),
    "password of Excel": ("E412", lambda data: OLE + "EncryptedPackage".encode("utf-16-le")),
    "old xls": ("E405", lambda data: OLE + "Workbook".encode("utf-16-le")),
    "ods without contents": ("E404", lambda data: zip_of({"mimetype": ODS})),
    "ods in a way not known": (
        "E436",
        lambda data: zip_of({"mimetype": ODS, "META-INF/manifest.xml": LOCKED}),
    ),
    "numbers": ("E433", lambda data: zip_of({"Index/Document.iwa": b"", "Metadata/Properties.plist": b""})),
    "odt": ("E410", lambda data: zip_of({"mimetype": b"application/vnd.oasis.opendocument.text"})),
    "xlsb": ("E407", lambda data: zip_of({TYPES: XLSB})),
    "csv in cp1251": ("E409", lambda data: "код;сумма\r\nG05;12\r\n".encode("cp1251")),
    "utf-16 text": ("E409", lambda data: "код\t5".encode("utf-16")),
    "xml spreadsheet 2003": (
        "E405",
        lambda data: b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>',
    ),
    "html": ("E434", lambda data: b"<html><table></table></html>"),
    "html with a declaration": ("E434", lambda data: b'<?xml version="1.0"?>\n<!DOCTYPE html><html/>'),
    "html of Excel in utf-16": ("E434", lambda data: "<html xmlns:x='urn'><table/></html>".encode("utf-16")),
    "pdf": ("E410", lambda data: b"%PDF-1.7\n\0"),
    "docx": ("E410", lambda data: zip_of({TYPES: WORD})),
    "another zip": ("E410", lambda data: zip_of({"a.txt": b"a"})),
    "random bytes": ("E410", lambda data: bytes(range(256)) * 8),
    "lock file": ("E411", lambda data: bytes([5]) + b"Mered".ljust(164, b"\0")),
    "too large": ("E413", lambda data: b"PK\x03\x04" + bytes(21 * BIG)),
    "zip bomb": ("E413", add("xl/worksheets/sheet99.xml", b" " * (45 * BIG))),
    "many small bombs": (
        "E413",
        lambda data: zip_of({**parts_of(data), **{f"xl/b{n}.xml": bytes(30 * BIG) for n in range(3)}}),
    ),
    "thousands of members": ("E414", lambda data: zip_of({f"m{n}": b"" for n in range(201)})),
    "member outside": ("E414", add("../../x", b"")),
    "absolute member": ("E414", add("/etc/x", b"")),
    "two parts of one name": ("E414", twice),
    "names that differ in case": ("E414", add("XL/WORKBOOK.XML", b"")),
    "bytes before the zip": ("E414", lambda data: b"junk" + data),
    "lying size": ("E404", lying),
    "password of the zip": ("E436", zip_password),
    "sheet outside the package": (
        "E414",
        part(
            "xl/_rels/workbook.xml.rels",
            lambda xml: xml.replace(b"/xl/worksheets/sheet2.xml", b"../../../../etc/passwd"),
        ),
    ),
    "sheet on the network": (
        "E404",
        part(
            "xl/_rels/workbook.xml.rels",
            lambda xml: xml.replace(
                b'Target="/xl/worksheets/sheet2.xml"', b'TargetMode="External" Target="http://127.0.0.1/x"'
            ),
        ),
    ),
    "billion laughs": ("E415", add(SHARED, ENTITIES + b"<sst><si><t>&b;</t></si></sst>")),
    "doctype in a sheet": ("E415", goal_sheet(doctype(ENTITIES))),
    "doctype in a part nobody reads": ("E415", part("docProps/app.xml", doctype(ENTITIES))),
    "external entity": (
        "E415",
        part("xl/workbook.xml", doctype(b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>')),
    ),
    "external dtd": ("E415", goal_sheet(doctype(b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'))),
    "utf-16 sheet": (
        "E415",
        goal_sheet(lambda xml: xml.decode().replace("utf-8", "utf-16").encode("utf-16")),
    ),
    "bad utf-8": ("E404", goal_sheet(cells(b"<row r='9999'><c r='A9999' t='str'><v>\xff\xfe</v></c></row>"))),
    "control character": (
        "E404",
        goal_sheet(cells(b"<row r='9999'><c r='A9999' t='str'><v>&#x1;</v></c></row>")),
    ),
    "cut xml": ("E404", goal_sheet(lambda xml: xml[:-200])),
    "deep nesting": (
        "E416",
        goal_sheet(
            lambda xml: xml.replace(b"</worksheet>", b"<ext>" * 90 + b"</ext>" * 90 + b"</worksheet>")
        ),
    ),
    "deep nesting elsewhere": ("E416", add("xl/theme/theme9.xml", b"<a>" * 200_000 + b"</a>" * 200_000)),
    "millions of cells": (
        "E416",
        goal_sheet(cells(b"<row r='9999'>" + b"<c r='A9999'/>" * 310_000 + b"</row>")),
    ),
    "millions of strings": ("E416", add(SHARED, b"<sst>" + b"<si/>" * 110_000 + b"</sst>")),
    "one long string": (
        "E416",
        add(SHARED, b"<sst><si><t>" + b"A" * (2 * BIG) + b"</t></si></sst>"),
    ),
    "millions of styles": (
        "E416",
        part(
            "xl/styles.xml",
            lambda xml: b"<styleSheet><cellXfs>" + b"<xf/>" * 21_000 + b"</cellXfs></styleSheet>",
        ),
    ),
    "string amplification": ("E416", lambda data: repacked(add(SHARED, b"")(data), amplified)),
    "cell at the end of the grid": (
        "E417",
        goal_sheet(cells(b"<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>")),
    ),
    "cell in the last row": (
        "E417",
        goal_sheet(cells(b"<row r='1048576'><c r='A1048576'><v>1</v></c></row>")),
    ),
    "merge over the grid": (
        "E417",
        goal_sheet(
            lambda xml: xml.replace(
                b"</worksheet>", b"<mergeCells><mergeCell ref='A1:XFD1048576'/></mergeCells></worksheet>"
            )
        ),
    ),
    "merge far away": (
        "E417",
        goal_sheet(
            lambda xml: xml.replace(
                b"</worksheet>", b"<mergeCells><mergeCell ref='XFD1048576'/></mergeCells></worksheet>"
            )
        ),
    ),
    "big merge": (
        "E417",
        goal_sheet(
            lambda xml: xml.replace(
                b"</worksheet>", b"<mergeCells><mergeCell ref='A1:Z9000'/></mergeCells></worksheet>"
            )
        ),
    ),
    "hyperlink over the grid": (
        "E417",
        goal_sheet(
            lambda xml: xml.replace(
                b"</worksheet>", b"<hyperlinks><hyperlink ref='A1:XFD1048576'/></hyperlinks></worksheet>"
            )
        ),
    ),
    "one cell twice": (
        "E418",
        goal_sheet(cells(b"<row r='9999'><c r='A9999'><v>1</v></c><c r='A9999'><v>2</v></c></row>")),
    ),
    "a text nobody knows": (
        "E404",
        goal_sheet(cells(b"<row r='9999'><c r='A9999' t='s'><v>99999</v></c></row>")),
    ),
    "no sheets": ("E419", part("xl/workbook.xml", lambda xml: re.sub(rb"<sheet [^>]*/>", b"", xml))),
    "two sheets of one name": (
        "E419",
        part(
            "xl/workbook.xml",
            lambda xml: re.sub(rb'name="[^"]*" sheetId="([23])"', rb'name="Same" sheetId="\1"', xml),
        ),
    ),
    "another workbook": ("E420", lambda data: edited(data, lambda workbook: emptied(workbook))),
    "the hidden sheet taken out": (
        "E437",
        lambda data: edited(data, lambda workbook: workbook.remove(workbook["_gcm"])),
    ),
}


def amplified(name: str, content: bytes) -> bytes:
    if name == SHARED:
        return b"<sst>" + b"<si><t>" + b"A" * 32_000 + b"</t></si></sst>"
    if name == "xl/worksheets/sheet2.xml":
        rows = (b"<row r='%d'><c r='A%d' t='s'><v>0</v></c></row>" % (n, n) for n in range(9000, 12_500))
        return b"<worksheet><sheetData>" + b"".join(rows) + b"</sheetData></worksheet>"
    return content if "worksheets/" not in name else b"<worksheet/>"


@pytest.mark.parametrize(("code", "make"), REFUSED.values(), ids=REFUSED.keys())
def test_a_bad_file_is_refused_by_its_code_within_seconds(blank, reads, code, make):
    data = make(blank)
    begun = time.monotonic()
    with pytest.raises(UserError) as refused:
        reads(data)
    assert refused.value.code == code, refused.value.facts
    assert refused.value.facts["file"] == "return.xlsx"
    assert time.monotonic() - begun < 5


def plain_rows(xml: bytes) -> bytes:
    rows = b"".join(b'<row r="%d" s="1"/>' % n for n in range(10_000, 1_000_000))
    return xml.replace(b"</sheetData>", rows + b"</sheetData>")


def unnumbered(xml: bytes) -> bytes:
    """Take the places off cells and rows; every cell of a row must then be written."""

    def row(match: re.Match[bytes]) -> bytes:
        out = []
        for cell in re.finditer(rb'<c r="([A-Z]+)\d+"', match[0]):
            out.append(cell[1])
        columns = b"ABCDEFGHIJKLMNOP"[: len(out)]
        return re.sub(rb'(<c) r="[A-Z]+\d+"', rb"\1", match[0]) if b"".join(out) == columns else match[0]

    return re.sub(rb"<row .*?</row>", row, xml)


ACCEPTED = {
    "dimension of the whole grid": goal_sheet(
        lambda xml: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', xml)
    ),
    "dimension too small": goal_sheet(
        lambda xml: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', xml)
    ),
    "whole columns formatted": goal_sheet(plain_rows),
    "cells without places": goal_sheet(unnumbered),
    "a style that does not exist": goal_sheet(lambda xml: re.sub(rb' s="\d+"', b' s="9999"', xml)),
    "bytes after the zip": lambda data: data + b"tail" * 9,
    "prefixed elements": goal_sheet(
        lambda xml: re.sub(rb"<(/?)(\w)", rb"<\1x:\2", xml).replace(b"xmlns=", b"xmlns:x=")
    ),
}


@pytest.mark.parametrize("make", ACCEPTED.values(), ids=ACCEPTED.keys())
def test_an_odd_but_honest_file_is_read(sent, reads, make):
    read = reads(make(sent))
    assert read.answers == reads(sent).answers
    assert read.edited == ()


MACROED = {
    "by its type": part(TYPES, lambda xml: xml.replace(*MACROS)),
    "by a part": add("xl/vbaProject.bin", b"\0 Sub Auto_Open()"),
    "of Excel 4": add("xl/macrosheets/sheet1.xml", b"<a/>"),
}


@pytest.mark.parametrize("make", MACROED.values(), ids=MACROED.keys())
def test_a_workbook_with_macros_is_read_as_data_and_that_is_said(sent, reads, make):
    read = reads(make(sent))
    assert read.edited == ()
    assert "W427" in {issue.code for issue in read.issues}
