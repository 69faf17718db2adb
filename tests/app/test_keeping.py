"""Files from sticks, shares and clouds are copied in, whole, before anybody works on them."""

from pathlib import Path

import pytest

from gcm_desktop.app import entering, keeping
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.keeping import Place
from gcm_desktop.errors import UserError

MOUNTS = """/dev/sda1 / ext4 rw 0 0
/dev/sdb1 /media/maýa/KINGSTON vfat rw 0 0
/dev/sdb2 /run/media/maya/My\\040stick exfat rw 0 0
//server/share /mnt/office cifs rw 0 0
server:/x /srv/x nfs4 rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/data/maya/TM-M.gcm", Place.HERE),
        ("/media/maýa/KINGSTON/TM-M.gcm", Place.STICK),
        ("/run/media/maya/My stick/TM-M.gcm", Place.STICK),
        ("/mnt/office/a/TM-M.gcm", Place.SHARE),
        ("/srv/x/TM-M.gcm", Place.SHARE),
        ("/data/maya/OneDrive - Migration/TM-M.gcm", Place.CLOUD),
        ("/data/maya/Yandex.Disk/TM-M.gcm", Place.CLOUD),
        ("/data/maya/dropbox.gcm", Place.HERE),
    ],
)
def test_where_a_file_lies(path, place):
    assert keeping.place_of(Path(path), MOUNTS) is place


def test_a_copy_takes_a_free_name_and_leaves_the_original_as_it_was(tmp_path):
    stick = tmp_path / "stick" / "TM-M.gcm"
    stick.parent.mkdir()
    with Desk.create(stick, "TM-M", "2026-Q3") as desk:
        entering.enter(desk, desk.key(), "G05.01", "45")
    before = stick.read_bytes()
    first, second = (keeping.copy_in(stick, tmp_path / "Işler") for _ in range(2))
    assert (first.name, second.name) == ("TM-M.gcm", "TM-M (2).gcm")
    assert stick.read_bytes() == before
    with Desk.open(second) as desk:
        assert desk.file.cells(desk.key())["G05.01"].text == "45"


def test_the_last_entries_beside_a_file_come_along(tmp_path):
    stick, live = tmp_path / "stick", tmp_path / "live"
    stick.mkdir()
    live.mkdir()
    with Desk.create(live / "TM-M.gcm", "TM-M", "2026-Q3") as desk:
        desk.file.checkpoint()
        entering.enter(desk, desk.key(), "G05.01", "45")
        for name in ("TM-M.gcm", "TM-M.gcm-wal"):  # what a pulled stick holds: the program never closed it
            (stick / name).write_bytes((live / name).read_bytes())
    copied = keeping.copy_in(stick / "TM-M.gcm", tmp_path / "here")
    with Desk.open(copied) as desk:
        assert desk.file.cells(desk.key())["G05.01"].text == "45"
        assert desk.file.recovered


def test_a_file_somebody_has_open_is_not_copied(tmp_path):
    with Desk.create(tmp_path / "TM-M.gcm", "TM-M", "2026-Q3"), pytest.raises(UserError) as refused:
        keeping.copy_in(tmp_path / "TM-M.gcm", tmp_path / "here")
    assert refused.value.code == "E302"


def test_a_file_that_is_gone_is_said_calmly(tmp_path):
    with pytest.raises(UserError) as refused:
        keeping.copy_in(tmp_path / "TM-M.gcm", tmp_path / "here")
    assert refused.value.code == "E309"


def test_a_copy_under_a_name_of_ones_own_never_replaces_anything(desk, tmp_path):
    entering.enter(desk, desk.key(), "G05.01", "45")
    made = keeping.save_copy(desk, tmp_path / "out" / "Maýa üçin.gcm")
    with Desk.open(made, listed=False) as copy:
        assert copy.file.cells(copy.key())["G05.01"].text == "45"
    with pytest.raises(UserError) as refused:
        keeping.save_copy(desk, made)
    assert refused.value.code == "E301"
