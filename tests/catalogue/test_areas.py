from datetime import date

import pytest

from gcm_desktop.catalogue import load, successor_of, valid_areas

CATALOGUE = load()


@pytest.mark.parametrize(
    ("code", "day", "valid"),
    [
        ("TM-M", date(1999, 1, 1), True),
        ("TM-AR", date(2023, 3, 22), False),
        ("TM-AR", date(2023, 3, 23), True),
        ("TM-M-52", date(2022, 11, 9), True),
        ("TM-M-52", date(2022, 11, 10), False),
        ("TM-L-53", date(2017, 12, 31), True),
        ("TM-L-53", date(2018, 1, 1), False),
        ("TM-D-05", date(2025, 8, 31), False),
        ("TM-D-05", date(2025, 9, 1), True),
    ],
)
def test_an_area_is_valid_between_its_dates(code, day, valid):
    assert (code in {area.code for area in valid_areas(CATALOGUE, day)}) is valid


def test_an_abolished_etrap_has_a_successor():
    successor = successor_of(CATALOGUE, "TM-M-52")
    assert successor is not None
    assert successor.code == "TM-M-07"
    assert successor_of(CATALOGUE, "TM-M-07") is None


def test_seven_areas_report_after_arkadag_came():
    top = [area.code for area in valid_areas(CATALOGUE, date(2026, 9, 30)) if area.parent == "TM"]
    assert len(top) == 7
