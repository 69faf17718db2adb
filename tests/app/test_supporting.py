"""The file for support: what looks after the program needs, and no answer, name or note."""

import json
import zipfile

import pytest

from gcm_desktop.app import entering, people, supporting
from gcm_desktop.errors import UserError


def _parts(path):
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist()}


def _fault(quoted):
    try:
        int(quoted)
    except ValueError as error:
        return supporting.keep_fault(error)


def test_nothing_a_person_wrote_leaves(desk, tmp_path):
    people.save_person(people.Person("Orazow Berdi", "hünärmen", "12-34-56"))
    key = desk.key()
    entering.enter(desk, key, "G05.01", "48151623")
    entering.note(desk, key, "G05.01", "from the paper of Maýa")
    entering.enter(desk, key, "N05.situation", "Ýagdaý gowy")
    reference = _fault("48151623 odd\nsecond line with 777")
    parts = _parts(supporting.make_support_file(tmp_path / "support.zip", desk, {"Qt": "6.8"}))
    everything = "".join(parts.values())
    for secret in ("48151623", "Maýa", "gowy", "Orazow", "12-34-56", "hünärmen", "777", str(tmp_path)):
        assert secret not in everything
    assert "G05.01" in parts["journal.csv"]
    assert "N05.situation" in parts["journal.csv"]
    assert reference in parts["faults.txt"]
    assert "ValueError" in parts["faults.txt"]
    assert "test_supporting.py" in parts["faults.txt"]
    assert "Qt: 6.8" in parts["versions.txt"]
    assert json.loads(parts["file.json"])["unit"] == "TM-M"
    assert json.loads(parts["settings.json"])["people"] == 1


def test_it_is_made_without_an_open_file_as_well(tmp_path):
    parts = _parts(supporting.make_support_file(tmp_path / "support.zip"))
    assert parts.keys() == {"versions.txt", "settings.json", "faults.txt", "crash.txt"}


def test_a_place_that_cannot_be_written_is_said_calmly(tmp_path):
    with pytest.raises(UserError) as refused:
        supporting.make_support_file(tmp_path / "missing" / "support.zip")
    assert refused.value.code == "E501"


def test_the_same_fault_has_the_same_reference():
    assert {_fault("x"), _fault("x")} == {_fault("x")}
    assert len(supporting.fault_log().read_text().split("Traceback")) == 4
