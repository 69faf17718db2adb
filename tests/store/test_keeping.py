import os
from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest

from gcm_desktop.domain.values import number
from gcm_desktop.errors import UserError
from gcm_desktop.store import backups_of, keeping, open_file, restore

CELL = "G05.02"


@pytest.fixture
def typed(path, key, maker):
    """Give a closed file with one cell, which has therefore one backup."""
    with open_file(path, maker=maker) as file:
        file.commit_cells(key, {CELL: number("1")}, maker)
    return path


def test_closing_keeps_a_backup_when_something_changed(typed, key):
    (backup,) = backups_of(typed)
    assert (backup.returns, backup.last_cell, backup.filled) == ((key,), CELL, 1)
    assert backup.expected > 100
    open_file(typed).close()
    assert len(backups_of(typed)) == 1


def test_a_backup_can_be_opened_by_itself(typed, tmp_path, key):
    (backup,) = backups_of(typed)
    with open_file(backup.path, view_only=True) as file:
        assert file.cells(key) == {CELL: number("1")}


def test_a_backup_goes_to_a_second_folder_as_well(typed, tmp_path):
    with open_file(typed) as file:
        path = file.backup(tmp_path / "stick")
    assert os.listdir(tmp_path / "stick") == [path.name]


def test_restoring_brings_back_what_was_and_keeps_what_is(typed, key, maker):
    (backup,) = backups_of(typed)
    with open_file(typed, maker=maker) as file:
        file.commit_cells(key, {CELL: number("2")}, maker)
    replaced = restore(backup.path, typed)
    with open_file(typed) as file:
        assert file.cells(key) == {CELL: number("1")}
        assert file.journal(1)[0].kind == "restored"
    with open_file(replaced) as file:
        assert file.cells(key) == {CELL: number("2")}


def test_restoring_where_nothing_is_left(typed, tmp_path, key):
    (backup,) = backups_of(typed)
    typed.unlink()
    assert restore(backup.path, typed) is None
    with open_file(typed) as file:
        assert file.cells(key) == {CELL: number("1")}


def test_a_damaged_file_is_replaced_and_kept(typed, key):
    (backup,) = backups_of(typed)
    damaged = b"\xff" * 4096
    typed.write_bytes(damaged)
    replaced = restore(backup.path, typed)
    assert replaced.read_bytes() == damaged
    with open_file(typed) as file:
        assert file.cells(key) == {CELL: number("1")}


def test_a_damaged_backup_replaces_nothing(typed, key):
    (backup,) = backups_of(typed)
    content = bytearray(backup.path.read_bytes())
    content[4096 * 3 : 4096 * 9] = os.urandom(4096 * 6)
    backup.path.write_bytes(content)
    beside = sorted(os.listdir(typed.parent))
    with pytest.raises(UserError, match="E311"):
        restore(backup.path, typed)
    assert sorted(os.listdir(typed.parent)) == beside
    with open_file(typed) as file:
        assert file.cells(key) == {CELL: number("1")}


def test_a_file_in_use_is_not_replaced(typed):
    (backup,) = backups_of(typed)
    with open_file(typed), pytest.raises(UserError, match="E302"):
        restore(backup.path, typed)


def test_a_folder_that_cannot_be_written_is_said(typed, tmp_path):
    (tmp_path / "full").write_text("not a folder")
    with open_file(typed) as file, pytest.raises(UserError, match="E313"):
        file.backup(tmp_path / "full")


def test_old_backups_thin_out():
    today = date(2026, 11, 22)
    noon = datetime(2026, 11, 22, 12)
    moments = [noon - timedelta(hours=3 * n) for n in range(8 * 400)]
    stay = keeping.kept(moments, today)
    ages = [(today - moment.date()).days for moment in stay]
    counted = SimpleNamespace(
        two_days=sum(age <= 1 for age in ages),
        week=sum(1 < age <= 8 for age in ages),
        months=sum(8 < age <= 62 for age in ages),
        older=sum(age > 62 for age in ages),
    )
    assert counted == SimpleNamespace(two_days=13, week=7, months=8, older=12)
    assert keeping.kept(stay, today) == stay
