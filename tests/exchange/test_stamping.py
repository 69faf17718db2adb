"""A stamped form is the form that would have been written by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gcm_desktop.domain.units import parse_unit
from gcm_desktop.domain.values import number
from gcm_desktop.exchange.stamping import Stamp, kind_of, write_forms
from gcm_desktop.exchange.writing import workbook_bytes
from tests.exchange.books import PERIOD, book_of


@pytest.fixture(scope="module")
def form(catalogue):
    def made(unit, period=PERIOD, language="ru", **more):
        book = book_of(catalogue, parse_unit(unit), {}, language=language, period=period)
        return replace(book, status="blank", revisions=(), links={}, heads={}, check_code="", **more)

    return made


@pytest.fixture(scope="module")
def stamp(form):
    return Stamp(form("TM-M"))


@pytest.mark.parametrize(("unit", "period"), [("TM-L", PERIOD), ("TM-AR", "2027-Q1"), ("TM-M", PERIOD)])
def test_a_stamped_form_has_the_bytes_of_one_written_by_itself(form, stamp, unit, period):
    assert stamp.form(form(unit, period)) == workbook_bytes(form(unit, period))


def test_a_stamped_form_reads_as_its_own_units_form(form, stamp, reads):
    read = reads(stamp.form(form("TM-B")))
    assert (str(read.unit), read.period, read.language, read.edited) == ("TM-B", PERIOD, "ru", ())
    assert read.issues == ()


def test_signs_of_xml_in_a_name_are_written_as_they_are(form, catalogue):
    area = catalogue.areas["TM-L"]
    odd = replace(
        catalogue, areas={**catalogue.areas, "TM-L": replace(area, name=replace(area.name, ru="А & <Б>"))}
    )
    books = [replace(form(unit), catalogue=odd) for unit in ("TM-M", "TM-L")]
    assert Stamp(books[0]).form(books[1]) == workbook_bytes(books[1])


def test_what_is_asked_otherwise_is_another_kind(form, stamp):
    for other in (form("MIA"), form("TM-L", "2026"), form("TM-L", language="en")):
        assert kind_of(other) != stamp.kind
        with pytest.raises(ValueError, match="kind"):
            stamp.form(other)


def test_a_form_with_figures_of_the_period_before_is_drawn_by_itself(form):
    assert kind_of(form("TM-M", previous={"G05.01": number("7")})) is None


def test_forms_of_several_kinds_are_written_whole(form, tmp_path, reads):
    units = ("TM-M", "MIA", "TM-L")
    paths = list(write_forms((form(unit), tmp_path / f"{unit}.xlsx") for unit in units))
    assert sorted(path.stem for path in paths) == sorted(units)
    assert {str(reads(path.read_bytes()).unit) for path in paths} == set(units)
    assert sorted(tmp_path.iterdir()) == sorted(paths)
