"""Damaged workbooks are read right or refused in words: no other exception, no hang, nothing made up."""

from __future__ import annotations

import pytest

from gcm_desktop.exchange.reading import read_bytes
from tests.exchange.mutants import hold_out, small, small_return


@pytest.fixture(scope="module")
def reads_small(catalogue):
    only = small(catalogue)
    return lambda data: read_bytes(data, "return.xlsx", {only.digest: only})


@pytest.fixture(scope="module")
def book(catalogue, unit):
    return small_return(small(catalogue), unit)


def test_twelve_hundred_damaged_workbooks_are_read_or_refused(book, reads_small):
    hold_out(book, reads_small, range(1200))


@pytest.mark.soak
def test_fifteen_thousand_damaged_workbooks_are_read_or_refused(book, reads_small, record_property):
    record_property("count", 15_000)
    hold_out(book, reads_small, range(10_000, 25_000))
