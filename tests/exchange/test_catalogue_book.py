"""The catalogue as a workbook: out and in again it is itself; what is wrong in it is named cell by cell."""

from __future__ import annotations

import io
import random
import re
import zipfile

import pytest
from openpyxl import load_workbook

from gcm_desktop.catalogue import crosswalk
from gcm_desktop.catalogue.checking import Content, examine
from gcm_desktop.errors import UserError
from gcm_desktop.exchange import catalogue_file
from gcm_desktop.exchange.catalogue_book import catalogue_bytes, write_catalogue
from gcm_desktop.exchange.catalogue_reading import read_catalogue
from gcm_desktop.exchange.catalogue_tables import TABLES
from tests.exchange.catalogue_changes import changed, column, few, row_of, sheets
from tests.exchange.office import saved_by_office


@pytest.fixture(scope="module")
def small(catalogue):
    return few(catalogue, "G02.01", "G05.02", "G05.03", "G10.02", "G12.05")


@pytest.fixture(scope="module")
def book(small):
    return catalogue_bytes(small, "en")


@pytest.mark.parametrize("language", ["tk", "ru", "en"])
def test_the_workbook_reads_as_the_version_it_was_made_of(catalogue, language, tmp_path):
    write_catalogue(catalogue, tmp_path / "c.xlsx", language)
    read = read_catalogue((tmp_path / "c.xlsx").read_bytes(), "c.xlsx")
    assert read.issues == []
    assert read.sealed() == catalogue
    assert (read.base_number, read.base_digest) == (catalogue.number, catalogue.digest)


def test_equal_versions_give_equal_bytes(small, book):
    assert catalogue_bytes(small, "en") == book


def test_a_crosswalk_survives_the_way(catalogue):
    indicators = {code: i for code, i in catalogue.indicators.items() if code != "G05.03"}
    newer = crosswalk.completed(catalogue, crosswalk.replace(catalogue, number="1.1", indicators=indicators))
    assert read_catalogue(catalogue_bytes(newer, "tk"), "c.xlsx").sealed() == newer


def test_codes_are_locked_and_the_rest_is_free(book):
    for sheet in load_workbook(io.BytesIO(book)):
        assert sheet.protection.sheet
        assert not sheet.protection.password
    indicators = sheets(load_workbook(io.BytesIO(book)))["indicators"]
    assert indicators["A4"].protection.locked
    assert not indicators["B4"].protection.locked
    assert indicators.column_dimensions["B"].protection.locked is False


@pytest.mark.office
def test_another_program_saves_it_without_changing_it(catalogue, tmp_path):
    saved = saved_by_office(catalogue_bytes(catalogue, "tk"), tmp_path)
    assert read_catalogue(saved, "c.xlsx").sealed() == catalogue


def test_sheets_and_columns_are_found_by_their_codes(small, book):
    def shuffle(by):
        for n, sheet in enumerate(by.values()):
            sheet.title = f"List {n}"
        by["units"].insert_rows(1)
        by["units"].move_range("C2:C60", cols=8)

    assert read_catalogue(changed(book, shuffle), "c.xlsx").sealed() == small


def put(table, key, name, content):
    def change(by):
        by[table].cell(row_of(by[table], key), column(by[table], name)).value = content

    return change


def extra(table, *row):
    def change(by):
        by[table].append(list(row))

    return change


def missing_sheet(by):
    by["units"].parent.remove(by["units"])


def missing_column(by):
    by["units"].cell(2, column(by["units"], "sdmx")).value = None


def strange_column(by):
    by["units"].cell(2, 9).value = "colour"


def sheet_copied(by):
    by["units"].parent.copy_worksheet(by["units"])


@pytest.mark.parametrize(
    ("damage", "code", "sheet", "ref"),
    [
        (put("indicators", "G05.02", "decimals", "two"), "C110", "Indicators", "K"),
        (put("indicators", "G05.02", "decimals", 1.5), "C110", "Indicators", "K"),
        (put("indicators", "G05.02", "value_type", "number"), "C111", "Indicators", "H"),
        (put("indicators", "G05.02", "national", "perhaps"), "C111", "Indicators", "O"),
        (put("indicators", "G05.02", "name.ru", None), "C112", "Indicators", "C"),
        (put("indicators", "G05.02", "name.ru", "  "), "C112", "Indicators", "C"),
        (put("indicators", "G05.02", "tier", "=1+1"), "C113", "Indicators", "G"),
        (put("indicators", "G05.02", "code", "G5.2"), "C114", "Indicators", "A"),
        (put("version", "1.0", "number", "next"), "C114", "Version", "A"),
        (put("areas", "TM-M", "valid_from", "today"), "C114", "Areas", "G"),
        (put("indicators", "G05.02", "code", "G05.03"), "C115", "Indicators", "A"),
        (extra("rules", "G05.99", "integer_min", "error"), "C116", "Rules", "A"),
        (put("areas", "TM-M", "valid_from", 2017.5), "C119", "Areas", "G"),
        (put("parts", "G02.01", "name.tk", None), "C112", "Ratio parts", "D"),
        (missing_column, "C117", "Units", "2"),
        (missing_sheet, "C118", "", ""),
        (sheet_copied, "C115", "Units Copy", "A1"),
    ],
)
def test_what_is_wrong_is_named_with_its_cell(book, damage, code, sheet, ref):
    read = read_catalogue(changed(book, damage), "c.xlsx")
    first = read.issues[0]
    assert (first.code, first.where.sheet) == (code, sheet)
    assert first.where.ref.startswith(ref)
    assert read.record == {}


def test_everything_wrong_is_named_at_once(book):
    def spoil(by):
        for table, key, name in (("indicators", "G05.02", "unit"), ("offices", "MIA", "name.tk")):
            put(table, key, name, None)(by)
        put("units", "AGREEMENTS", "multiplier", "ten")(by)

    issues = read_catalogue(changed(book, spoil), "c.xlsx").issues
    assert sorted(issue.code for issue in issues) == ["C110", "C112", "C112"]


def test_a_column_nobody_knows_is_said_and_not_read(small, book):
    read = read_catalogue(changed(book, strange_column), "c.xlsx")
    assert [(i.code, i.where.ref) for i in read.issues] == [("C130", "I2")]
    assert read.sealed() == small


@pytest.mark.parametrize(
    ("damage", "code", "sheet", "column_"),
    [
        (put("indicators", "G05.02", "unit", "YARDS"), "C103", "Indicators", "J"),
        (put("indicators", "G05.02", "providers", "SMS, XYZ"), "C103", "Indicators", "S"),
        (put("parts", "G10.02", "refs", "G10.99"), "C103", "Ratio parts", "G"),
        (extra("rules", "G12.05", "compare_with", "comment", None, "G12.99"), "C103", "Rules", "E"),
        (extra("rules", "G12.05", "compare_with", "comment"), "C131", "Rules", "B"),
        (put("areas", "TM-M-52", "successor", "TM-M-99"), "C103", "Areas", "I"),
        (put("blocks", 1, "goals", "1, 2, 5, 6, 12, 18"), "C108", "Blocks", "A"),
    ],
)
def test_what_does_not_fit_together_leads_to_its_cell(book, damage, code, sheet, column_):
    read = read_catalogue(changed(book, damage), "c.xlsx")
    assert read.issues == []
    found, _ = examine(Content(read.record, (), ()))
    places = [(i.code, i.where.sheet, i.where.ref.rstrip("0123456789")) for i in map(read.located, found)]
    assert (code, sheet, column_) in places


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"code;name", b"%PDF-1.7"])
def test_what_is_no_workbook_is_refused(data):
    with pytest.raises(UserError, match=r"E4\d\d"):
        read_catalogue(data, "c.xlsx")


def test_a_return_is_not_a_catalogue(blank):
    with pytest.raises(UserError, match="E440"):
        read_catalogue(blank, "c.xlsx")


# --- the packed file


def test_a_packed_version_is_itself_again(catalogue, tmp_path):
    catalogue_file.write_packed(catalogue, tmp_path / "c.gcmcat")
    assert catalogue_file.load_packed(tmp_path / "c.gcmcat") == catalogue
    assert catalogue_file.packed(catalogue) == (tmp_path / "c.gcmcat").read_bytes()


def zipped(name, content):
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return raw.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x05\x06" + b"\0" * 18,
        b"no zip",
        zipped("other.json", b"{}"),
        zipped("catalogue.json", b"{"),
        zipped("catalogue.json", b"[]"),
        zipped("catalogue.json", b'{"format": 1, "digest": "x", "catalogue": {}}'),
        zipped("catalogue.json", b"[" * 200_000),
    ],
)
def test_what_is_no_packed_version_is_refused(data):
    with pytest.raises(UserError, match="E441"):
        catalogue_file.unpacked(data, "c.gcmcat")


def test_a_changed_letter_is_noticed(catalogue):
    data = catalogue_file.packed(catalogue)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        content = archive.read("catalogue.json").replace(b"Visas issued", b"Visas denied")
    with pytest.raises(UserError, match="E441"):
        catalogue_file.unpacked(zipped("catalogue.json", content), "c.gcmcat")


def test_a_newer_form_of_the_file_is_said(catalogue):
    with pytest.raises(UserError, match="E431"):
        catalogue_file.unpacked(zipped("catalogue.json", b'{"format": 2, "digest": ""}'), "c.gcmcat")


def test_every_table_says_where_its_findings_belong():
    assert all(table.owners and table.columns for table in TABLES)
    assert len({table.code for table in TABLES}) == len(TABLES)


@pytest.mark.parametrize("seed", range(40))
def test_whatever_happens_to_a_workbook_is_read_or_refused_in_words(small, book, seed):
    dice = random.Random(seed)
    try:
        read = read_catalogue(mutant(book, dice), "c.xlsx")
    except UserError:
        return
    if read.record:
        found, _ = examine(Content(read.record, (), ()))
        if not found:
            version = crosswalk.completed(small, read.sealed())
            assert all(read.located(issue).code for issue in crosswalk.follows(small, version))


def mutant(data, dice):
    """Damage a sheet the way broken programs do: a piece lost, doubled, moved or written over."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    name = dice.choice([name for name in parts if "sheet" in name or "sharedStrings" in name])
    cells = re.split(rb"(?=<c |<si>|</row>)", parts[name])
    for _ in range(dice.randint(1, 4)):
        at, other = dice.randrange(len(cells)), dice.randrange(len(cells))
        cells[at] = dice.choice(
            (b"", cells[at] * 2, cells[other], re.sub(rb"[0-9]+", b"7", cells[at]), cells[at][:-3])
        )
    parts[name] = b"".join(cells)
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return raw.getvalue()
