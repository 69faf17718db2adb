"""Scripts hand over the password of locked workbooks in a file, for every command that reads one."""

import io
from pathlib import Path

import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl import Workbook

from tests.cli.conftest import HERE

PASSWORD = "Ýaňy 2026"
KEY = ("--password-file", "password.txt")


def lock(data: bytes, name: str) -> Path:
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt(PASSWORD, out)
    Path(name).write_bytes(out.getvalue())
    return Path(name)


@pytest.fixture(autouse=True)
def password(gcm):
    Path("password.txt").write_text(f"{PASSWORD}\r\n", encoding="utf-8")
    Path("other.txt").write_text("2025", encoding="utf-8")


def table(*rows) -> bytes:
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def test_check_and_merge_open_it_with_the_password_alone(gcm, office, nation):
    assert gcm("export", office, "plain.xlsx", *HERE).code == 0
    locked = lock(Path("plain.xlsx").read_bytes(), "locked.xlsx")
    refused = gcm("check", locked)
    assert (refused.code, "E412" in refused.err) == (1, True)
    wrong = gcm("merge", nation, locked, "--password-file", "other.txt")
    assert (wrong.code, "E435" in wrong.err) == (1, True)
    assert gcm("check", locked, *KEY, "--json").items == [
        {**item, "file": "locked.xlsx"} for item in gcm("check", "plain.xlsx", "--json").items
    ]
    assert gcm("merge", nation, locked, *KEY).code == 0
    assert gcm("merge", nation, locked).code == 0  # its bytes are known by now
    assert gcm("check", locked, "--password-file", "none.txt").code == 1


def test_tables_made_at_home_open_with_it_too(gcm, office):
    own = lock(table(("What", "Total"), ("Number of visas issued", 413)), "own.xlsx")
    assert gcm("bring", office, own).code == 1
    assert gcm("bring", office, own, "--confirm", *KEY).code == 0
    assert "413" in gcm("values", office, *HERE).out
    rows = lock(table(("partner", "subject", "date"), ("UZB", "visas", "2004")), "rows.xlsx")
    assert gcm("registers", office, "BA", "--import", rows).code == 1
    assert gcm("registers", office, "BA", "--import", rows, *KEY).code == 0
    assert "UZB" in gcm("registers", office, "BA").out
