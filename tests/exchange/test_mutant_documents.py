"""Damaged OpenDocument sheets are read right or refused in words, and a refused file changes no data file."""

from __future__ import annotations

import hashlib

import pytest

from gcm_desktop.app import entering, sending
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.receiving import Receiving, Status
from gcm_desktop.domain.records import Maker
from gcm_desktop.domain.values import number
from gcm_desktop.exchange.reading import read_bytes
from tests.exchange.mutants import Mutants, as_document, hold_out, small, small_return


@pytest.fixture(scope="module")
def reads_small(catalogue):
    only = small(catalogue)
    return lambda data: read_bytes(data, "return.ods", {only.digest: only})


@pytest.fixture(scope="module")
def book(catalogue, unit):
    return small_return(small(catalogue), unit)


@pytest.fixture(scope="module")
def document(book):
    return as_document(book)


def test_the_same_cells_read_the_same_from_either_kind_of_file(book, document, reads_small):
    one, two = reads_small(book), reads_small(document)
    assert (two.edited, two.revisions, two.answers) == (one.edited, one.revisions, one.answers)


def test_eight_hundred_damaged_documents_are_read_or_refused(document, reads_small):
    hold_out(document, reads_small, range(800))


def on_disk(folder):
    """Give a digest of every file a data file consists of."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def test_damaged_files_leave_a_data_file_as_it_was(tmp_path):
    arrived, kept = tmp_path / "arrived", tmp_path / "kept"
    arrived.mkdir()
    kept.mkdir()
    maker = Maker("Orazow B.")
    with Desk.create(tmp_path / "TM-M.gcm", "TM-M", "2026-Q3", maker=maker) as desk:
        entering.enter_many(desk, desk.key(), {"G05.02": number("412")})
        sending.export(desk, arrived / "whole.xlsx")
    mutants = Mutants((arrived / "whole.xlsx").read_bytes())
    for seed in range(30):
        (arrived / f"{seed:02d}.xlsx").write_bytes(mutants.make(seed)[1])
    with (
        Desk.create(kept / "national.gcm", "", "2026-Q3", national=True, maker=maker) as desk,
        Receiving(desk) as receiving,
    ):
        before = on_disk(kept)
        plans = receiving.plan([arrived])
        assert on_disk(kept) == before
        refused = [planned for planned in plans if planned.status is Status.REFUSED]
        assert 5 < len(refused) < len(plans) == 31
        for planned in refused:
            assert receiving.take(planned) is None
        assert desk.file.imports() == ()
        assert {note.kind for note in desk.file.journal()[: len(refused)]} == {"refused"}
        assert all(not planned.error.code.startswith("E9") for planned in refused)


@pytest.mark.soak
def test_five_thousand_damaged_documents_are_read_or_refused(document, reads_small, record_property):
    record_property("count", 5_000)
    hold_out(document, reads_small, range(10_000, 15_000))
