import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace

import pytest

from gcm_desktop.catalogue import dump, load, parse
from gcm_desktop.domain.values import number
from gcm_desktop.errors import UserError
from gcm_desktop.store import create_file, dbapi, holder, open_file
from gcm_desktop.store.migrating import APPLICATION_ID, newest

HOLDING = """
import sys, pathlib
from gcm_desktop.domain.records import Maker
from gcm_desktop.store import open_file
file = open_file(pathlib.Path(sys.argv[1]), maker=Maker("Aýna"))
print("open", flush=True)
sys.stdin.readline()
"""


def refused(path, **options):
    with pytest.raises(UserError) as caught:
        open_file(path, **options)
    return caught.value


def pragma(file, name):
    return file._tables.one(f"PRAGMA {name}")


def test_the_settings_that_keep_every_cell_are_in_force(file):
    assert pragma(file, "journal_mode") == "wal"
    assert pragma(file, "locking_mode") == "exclusive"
    assert pragma(file, "synchronous") == 2
    assert pragma(file, "foreign_keys") == 1
    assert pragma(file, "trusted_schema") == 0
    assert pragma(file, "application_id") == APPLICATION_ID
    assert pragma(file, "user_version") == newest()


def test_every_table_is_strict(file):
    tables = file._tables.rows("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'")
    own = {name: strict for name, strict in tables if not name.startswith(("sqlite_",))}
    loose = {name for name, strict in own.items() if not strict}
    assert loose == {"answer", "arrival", "happening"}  # views


def test_creating_never_writes_over_anything(tmp_path):
    path = tmp_path / "TM-M.gcm"
    path.write_text("mine")
    with pytest.raises(UserError) as caught:
        create_file(path, national=False, catalogue=load(), maker=None)
    assert caught.value.code == "E301"
    assert path.read_text() == "mine"
    assert os.listdir(tmp_path) == ["TM-M.gcm"]


def test_a_new_file_holds_its_catalogue_and_nothing_lies_beside_it(tmp_path, maker):
    path = tmp_path / "national.gcm"
    with create_file(path, national=True, catalogue=load(), maker=maker) as file:
        assert file.national
        assert file.catalogue == load()
        assert file.held_catalogue(load().digest) == load()
        assert file.returns() == ()
    assert os.listdir(tmp_path) == ["national.gcm"]


def test_a_second_instance_is_told_who_has_the_file(path):
    child = subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout.readline() == "open\n"
    error = refused(path)
    assert error.code == "E302"
    assert error.facts["person"] == "Aýna"
    assert holder(path).process == child.pid
    child.kill()
    child.communicate()
    assert holder(path) is None
    open_file(path).close()


def test_the_same_program_cannot_open_a_file_twice(file, path, key, maker):
    assert refused(path).code == "E302"
    assert file.commit_cells(key, {"G05.02": number("1")}, maker).changes


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "E307"), (b"an officer's letter " * 300, "E303"), (b"SQLite format 3\0" + b"\0" * 5000, "E303")],
)
def test_something_else_is_refused_and_left_alone(tmp_path, content, code):
    path = tmp_path / "x.gcm"
    path.write_bytes(content)
    assert refused(path).code == code
    assert path.read_bytes() == content


def test_a_missing_file_is_not_made(tmp_path):
    assert refused(tmp_path / "x.gcm").code == "E309"
    assert os.listdir(tmp_path) == []


def test_a_foreign_database_is_refused(tmp_path):
    path = tmp_path / "x.gcm"
    conn = dbapi.connect(str(path))
    conn.execute("CREATE TABLE photo (name)")
    conn.commit()
    conn.close()
    before = path.read_bytes()
    assert refused(path).code == "E303"
    assert path.read_bytes() == before


def test_half_a_file_is_damaged(path):
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert refused(path).code == "E305"


def test_a_file_of_a_newer_program_is_refused_and_left_alone(path):
    conn = dbapi.connect(str(path), isolation_level=None)
    conn.execute(f"PRAGMA user_version = {newest() + 1}")
    conn.close()
    before = path.read_bytes()
    assert refused(path).code == "E304"
    assert path.read_bytes() == before


def test_viewing_only_shows_everything_and_writes_nothing(path, key, maker):
    with open_file(path) as file:
        file.commit_cells(key, {"G05.02": number("1")}, maker)
    before = path.read_bytes()
    with open_file(path, view_only=True) as file:
        assert file.cells(key) == {"G05.02": number("1")}
        with pytest.raises(UserError) as caught:
            file.commit_cells(key, {"G05.02": number("2")}, maker)
        assert caught.value.code == "E308"
    assert path.read_bytes() == before


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a person who may not write")
def test_a_write_protected_folder_can_be_viewed(path, key):
    path.parent.chmod(0o500)
    try:
        assert refused(path).code == "E308"
        with open_file(path, view_only=True) as file:
            assert file.cells(key) == {}
    finally:
        path.parent.chmod(0o700)


def typed_and_left(path, folder, key, maker):
    """Give a copy of a file and its log as a crash leaves them, with one cell in the log only."""
    with open_file(path, maker=maker) as file:
        file.commit_cells(key, {"G05.02": number("7")}, maker)
        folder.mkdir()
        # Read by another process: reading it here would drop the lock.
        subprocess.run(["cp", str(path), f"{path}-wal", str(folder)], check=True)
    return folder / path.name


def test_what_a_crash_left_is_recovered_and_said(path, tmp_path, key, maker):
    left = typed_and_left(path, tmp_path / "crash", key, maker)
    with open_file(left) as file:
        assert file.cells(key) == {"G05.02": number("7")}
        assert file.recovered
    with open_file(left) as file:
        assert file.recovered == ""


def test_a_lost_log_is_noticed(path, tmp_path, key, maker):
    left = typed_and_left(path, tmp_path / "crash", key, maker)
    shutil.copy(left, path)
    error = refused(path)
    assert (error.code, error.facts["missing"]) == ("E306", 1)
    with open_file(path, accept_loss=True) as file:
        assert file.cells(key) == {}
    open_file(path).close()


def test_the_log_of_another_file_is_refused(path, tmp_path, key, maker):
    other = tmp_path / "other.gcm"
    create_file(other, national=False, catalogue=load(), maker=None).close()
    log = typed_and_left(path, tmp_path / "crash", key, maker).with_name("TM-M.gcm-wal")
    shutil.copy(log, tmp_path / "other.gcm-wal")
    before = other.read_bytes()
    error = refused(other)
    assert (error.code, error.facts["log"]) == ("E314", "other.gcm-wal")
    assert other.read_bytes() == before


def test_the_note_beside_an_open_file_goes_when_it_is_closed(path):
    with open_file(path):
        note = json.loads((path.parent / "TM-M.gcm.open").read_text("utf-8"))
        assert note["process"] == os.getpid()
    assert not (path.parent / "TM-M.gcm.open").exists()


def test_the_file_alone_is_complete_after_a_checkpoint(path, tmp_path, key, maker):
    with open_file(path, maker=maker) as file:
        file.commit_cells(key, {"G05.02": number("7")}, maker)
        file.checkpoint()
        subprocess.run(["cp", str(path), str(tmp_path / "copy.gcm")], check=True)
    with open_file(tmp_path / "copy.gcm") as copy:
        assert copy.cells(key) == {"G05.02": number("7")}


def test_settings_stay_in_the_file(path):
    with open_file(path) as file:
        assert file.setting("form_number", "1-GCM") == "1-GCM"
        file.set_setting("form_number", "2-GCM")
        file.set_setting("form_number", "3-GCM")
    with open_file(path) as file:
        assert file.settings() == {"form_number": "3-GCM"}


def test_a_newer_catalogue_is_taken_up_and_the_older_stays(path, key, maker):
    newer = parse(dump(replace(load(), number="2.0")))
    with open_file(path, maker=maker) as file:
        file.commit_cells(key, {"G05.02": number("1")}, maker)
        old = file.freeze(key, maker)
        counts = file.counts(key)
        file.adopt_catalogue(newer)
    with open_file(path, maker=maker) as file:
        assert file.catalogue == newer
        assert file.held_catalogue(old.catalogue) == load()
        assert file.counts(key) == counts
        file.commit_cells(key, {"G05.02": number("2")}, maker)
        assert file.freeze(key, maker).catalogue == newer.digest
        assert file.revisions(key)[old.id] == old
