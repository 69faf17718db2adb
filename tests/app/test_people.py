"""Who is at the keyboard, on which device."""

import json
from pathlib import Path

from gcm_desktop.app import people
from gcm_desktop.app.people import Person


def settings() -> Path:
    return people.settings_folder() / "settings.json"


def test_the_last_person_comes_first_and_nobody_twice():
    people.save_person(Person("Orazow B.", "head", "12-34-56"))
    people.save_person(Person("Nurow N."))
    people.save_person(Person("Orazow B.", "head", "65-43-21"))
    assert [person.name for person in people.people()] == ["Orazow B.", "Nurow N."]
    assert people.current_person() == Person("Orazow B.", "head", "65-43-21")


def test_a_device_keeps_its_number():
    assert people.device() == people.device()
    assert len(people.device()) == 16


def test_settings_copied_to_another_computer_get_a_new_number():
    first = people.device()
    record = json.loads(settings().read_text())
    record["device"]["computer"] = "another"
    settings().write_text(json.dumps(record))
    assert people.device() != first


def test_damaged_settings_are_a_first_start():
    people.set_preference("theme", "dark")
    settings().write_text('{"people": [')
    assert people.current_person() is None
    assert people.preference("theme", "light") == "light"


def test_recent_files_are_few_and_the_last_stands_on_top(tmp_path):
    for number in range(20):
        people.remember(tmp_path / f"{number}.gcm", "TM-M", "2026-Q3", number, 20)
    people.remember(tmp_path / "15.gcm", "TM-M", "2026-Q3", 19, 20)
    files = people.recent()
    assert (files[0].path, files[0].filled) == (str(tmp_path / "15.gcm"), 19)
    assert len(files) == people.RECENT == len({file.path for file in files})
    people.forget(files[0].path)
    assert people.recent()[0].path != files[0].path
