"""The workbooks most tests read: a blank one and one with every kind of answer."""

from __future__ import annotations

import pytest

from gcm_desktop import catalogue as reading_catalogue
from gcm_desktop.domain.catalogue import Catalogue
from gcm_desktop.domain.units import ReportingUnit, parse_unit
from gcm_desktop.exchange.reading import read_bytes
from gcm_desktop.exchange.writing import workbook_bytes
from tests.exchange.books import REGISTER, book_of, every_kind


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return reading_catalogue.load()


@pytest.fixture(scope="session")
def unit() -> ReportingUnit:
    return parse_unit("TM-M")


@pytest.fixture(scope="session")
def blank(catalogue: Catalogue, unit: ReportingUnit) -> bytes:
    return workbook_bytes(book_of(catalogue, unit, {}, language="en"))


@pytest.fixture(scope="session")
def sent(catalogue: Catalogue, unit: ReportingUnit) -> bytes:
    return workbook_bytes(book_of(catalogue, unit, every_kind(catalogue, unit), REGISTER))


@pytest.fixture(scope="session")
def reads(catalogue: Catalogue):
    return lambda data: read_bytes(data, "return.xlsx", {catalogue.digest: catalogue})
