"""Returns of other versions of the catalogue: older ones are read, renamed cells meet, strangers are told."""

import shutil

import pytest

from gcm_desktop.app import cataloguing, entering, merging, sending
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.figures import national_figures
from gcm_desktop.app.receiving import Receiving, Status
from gcm_desktop.catalogue import load
from gcm_desktop.domain.values import BLANK, number
from gcm_desktop.exchange.catalogue_file import load_packed, write_packed
from tests.app.conftest import OROZOW
from tests.exchange.catalogue_changes import renamed

ANSWERS = {"G05.02": number("412"), "G05.02|SEX=F": number("200")}


@pytest.fixture(scope="module")
def packed(tmp_path_factory):
    """Pack a version in which visas issued have another code."""
    path = tmp_path_factory.mktemp("catalogue") / "newer.gcmcat"
    write_packed(renamed(load(), "1.1", "G05.02", "G05.31"), path)
    return path


@pytest.fixture
def filled(desk):
    entering.enter_many(desk, desk.key(), ANSWERS)
    return desk


@pytest.fixture
def ahead(national, packed, tmp_path):
    """Let the coordinator ask by a third version, without ever having held the second."""
    write_packed(renamed(load_packed(packed), "1.2", "G05.31", "G05.41"), tmp_path / "newest.gcmcat")
    cataloguing.load_version(national, tmp_path / "newest.gcmcat")
    assert national.catalogue.number == "1.2"
    return national


def test_a_late_correction_under_an_old_code_is_a_conflict_whatever_version_holds_here(
    filled, national, packed, tmp_path
):
    key = filled.key()
    sending.export(filled, tmp_path / "first.xlsx")
    shutil.copy(filled.file.path, tmp_path / "other.gcm")
    cataloguing.load_version(filled, packed)
    entering.enter(filled, key, "G05.31", "413")
    sending.export(filled, tmp_path / "newer.xlsx")
    with Desk.open(tmp_path / "other.gcm", OROZOW) as late:
        entering.enter(late, key, "G05.02", "414")
        sending.export(late, tmp_path / "late.xlsx")
    cataloguing.load_version(national, packed)
    with Receiving(national) as receiving:
        for name, status in (("first", Status.NEW), ("newer", Status.NEW), ("late", Status.CONFLICTS)):
            (planned,) = receiving.plan([tmp_path / f"{name}.xlsx"])
            assert planned.status is status
            receiving.take(planned)
        assert {change.cell for change in planned.changes} == {"G05.31"}
    assert national.conflict_cells(key) == {"G05.31"}
    late_file = next(record for record in merging.imports(national) if record.name == "late.xlsx")
    merging.withdraw(national, late_file.id, "wrong file")
    assert national.file.cells(key)["G05.31"].text == "413"
    merging.put_back(national, late_file.id, "right after all")
    assert national.conflict_cells(key) == {"G05.31"}
    assert national_figures(national, "2026-Q3").total("G05.31", "G05.31").number is None


def test_a_value_emptied_under_its_new_code_stays_empty_when_it_is_sent(filled, packed):
    cataloguing.load_version(filled, packed)
    entering.enter_many(filled, filled.key(), {"G05.31": BLANK})
    filled.file.freeze(filled.key(), OROZOW)
    assert filled.file.current(filled.key())["G05.31"].value == BLANK
    assert "G05.02" not in filled.file.current(filled.key())  # one cell, one answer


def test_a_return_of_a_version_never_held_here_is_read_by_what_it_tells(filled, ahead, packed, tmp_path):
    cataloguing.load_version(filled, packed)
    entering.enter(filled, filled.key(), "G05.31", "413")
    sending.export(filled, tmp_path / "middle.xlsx")
    with Receiving(ahead) as receiving:
        (planned,) = receiving.plan([tmp_path / "middle.xlsx"])
        assert planned.status is Status.NEW
        assert "W435" in {issue.code for issue in planned.issues}
        assert (
            ahead.file.held_catalogue(filled.catalogue.digest) is None
        )  # nothing is kept before it is taken
        receiving.take(planned)
    assert ahead.file.cells(filled.key())["G05.41"].text == "413"
    assert ahead.file.held_catalogue(filled.catalogue.digest) == filled.catalogue


def test_an_older_packed_version_is_kept_for_reading_and_never_asked_by(ahead, packed):
    checked = cataloguing.load_version(ahead, packed)
    assert (checked.sound, checked.older, [line.since for line in checked.lines]) == (True, True, ["1.2"])
    assert ahead.catalogue.number == "1.2"
    assert ahead.file.held_catalogue(checked.catalogue.digest) == checked.catalogue
    assert "C122" in {issue.code for issue in cataloguing.load_version(ahead, packed).issues}  # held already


def test_a_version_that_does_not_lead_to_todays_is_refused_with_the_code(filled, national, packed, tmp_path):
    """Both give the code a new name, in different ways: neither can be read by the other."""
    write_packed(renamed(load(), "1.0.5", "G05.02", "G05.31"), tmp_path / "other.gcmcat")
    cataloguing.load_version(filled, tmp_path / "other.gcmcat")
    sending.export(filled, tmp_path / "other.xlsx")
    cataloguing.load_version(national, packed)
    with Receiving(national) as receiving:
        (planned,) = receiving.plan([tmp_path / "other.xlsx"])
    assert (planned.status, planned.error.code) == (Status.REFUSED, "E444")
