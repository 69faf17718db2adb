"""Damaged files are read right or refused in words: no other exception, no hang, nothing made up."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from gcm_desktop.errors import UserError
from gcm_desktop.exchange.reading import read_bytes
from tests.exchange.mutants import Mutants, as_document, small, small_return


@pytest.fixture(scope="module")
def reads_small(catalogue):
    only = small(catalogue)
    known = {only.digest: only}
    return lambda data: read_bytes(data, "return.xlsx", known)


@pytest.fixture(scope="module")
def book(catalogue, unit):
    return small_return(small(catalogue), unit)


@pytest.fixture(scope="module")
def document(book):
    return as_document(book)


def hold_out(data, reads, seeds):
    """Read every mutant; bytes damaged anywhere must never come out as other answers."""
    mutants, whole = Mutants(data), reads(data)
    verdicts: Counter[str] = Counter()
    for seed in seeds:
        kind, damaged = mutants.make(seed)
        try:
            read = reads(damaged)
        except UserError as refusal:
            verdicts["refused" if re.fullmatch(r"E4\d\d", refusal.code) else refusal.code] += 1
            continue
        verdicts["read"] += 1
        if kind == "bytes":
            assert (read.revisions, read.edited) == (whole.revisions, ()), seed
    assert set(verdicts) == {"read", "refused"}
    assert verdicts["read"] > len(seeds) // 20
    assert verdicts["refused"] > len(seeds) // 20


def test_the_same_cells_read_the_same_from_either_kind_of_file(book, document, reads_small):
    one, two = reads_small(book), reads_small(document)
    assert (two.edited, two.revisions, two.answers) == (one.edited, one.revisions, one.answers)


def test_seven_hundred_damaged_workbooks_are_read_or_refused(book, reads_small):
    hold_out(book, reads_small, range(700))


def test_three_hundred_damaged_documents_are_read_or_refused(document, reads_small):
    hold_out(document, reads_small, range(300))


@pytest.mark.soak
def test_fifteen_thousand_damaged_workbooks_are_read_or_refused(book, reads_small, record_property):
    record_property("count", 15_000)
    hold_out(book, reads_small, range(10_000, 25_000))


@pytest.mark.soak
def test_five_thousand_damaged_documents_are_read_or_refused(document, reads_small, record_property):
    record_property("count", 5_000)
    hold_out(document, reads_small, range(10_000, 15_000))
