"""Two coordinators send each other everything and end equal, whatever each of them received and decided."""

from __future__ import annotations

import hashlib
import json
import zipfile

import pytest

from gcm_desktop.app import entering, merging, sharing
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.figures import finished, national_figures
from gcm_desktop.domain.records import Maker, Revision
from gcm_desktop.domain.units import parse_unit, return_of
from gcm_desktop.domain.values import number
from gcm_desktop.errors import UserError
from gcm_desktop.store import Arrival

FLOW, OTHER = "G05.02", "G05.06"
MARY, LEBAP = (return_of(parse_unit(unit), "2026-Q3") for unit in ("TM-M", "TM-L"))


@pytest.fixture
def two(tmp_path):
    with (
        Desk.create(tmp_path / "a.gcm", "", "2026-Q3", national=True, maker=Maker("A."), listed=False) as one,
        Desk.create(
            tmp_path / "b.gcm", "", "2026-Q3", national=True, maker=Maker("B."), listed=False
        ) as other,
    ):
        yield one, other


def arrives(desk, key, name, **cells):
    values = {code.replace("_", "."): number(text) for code, text in cells.items()}
    revision = Revision(key, (), desk.catalogue.digest, values)
    digest = hashlib.sha256(name.encode()).hexdigest()
    places = {cell: ("G05", f"D{n}") for n, cell in enumerate(values)}
    desk.file.receive(Arrival(digest, name, "tk", (revision,), places=places), desk.maker)
    return digest


def sent(desk, folder, name="all.gcmx"):
    finished(sharing.send_everything(desk, folder / name))
    return folder / name


def exchanged(one, other, folder):
    finished(sharing.take_everything(other, sent(one, folder, "a.gcmx")))
    finished(sharing.take_everything(one, sent(other, folder, "b.gcmx")))


def assert_equal(one, other):
    assert sharing.state_code(one) == sharing.state_code(other)
    totals = [national_figures(desk, "2026-Q3").total(FLOW, FLOW) for desk in (one, other)]
    assert totals[0] == totals[1]


def test_what_each_received_decided_and_typed_is_in_both(two, tmp_path):
    one, other = two
    first = arrives(one, MARY, "mary.xlsx", G05_02="400", G05_06="7")
    arrives(other, MARY, "mary2.xlsx", G05_02="410")
    arrives(other, LEBAP, "lebap.xlsx", G05_02="12")
    merging.withdraw(one, arrives(one, LEBAP, "wrong.xlsx", G05_02="999"), "another year")
    entering.enter(other, LEBAP, OTHER, "3")
    exchanged(one, other, tmp_path)
    assert_equal(one, other)
    assert [cell for _, cell, _ in one.file.conflicts()] == [FLOW]
    assert one.file.cells(LEBAP)[FLOW] == number("12")
    merging.decide(one, MARY, FLOW, value=number("410"), reason="as on paper")
    exchanged(one, other, tmp_path)
    assert_equal(one, other)
    assert not other.file.conflicts()
    (setter, *_) = [s for s in other.file.setters(MARY, OTHER) if s.imports[0].id == first]
    assert (setter.imports[0].name, setter.sheet) == ("mary.xlsx", "G05")


def test_again_changes_nothing_and_trying_writes_nothing(two, tmp_path):
    one, other = two
    arrives(one, MARY, "mary.xlsx", G05_02="400")
    parcel = sent(one, tmp_path)
    before = sharing.state_code(other)
    tried = finished(sharing.take_everything(other, parcel, dry_run=True))
    assert (len(tried.changes), sharing.state_code(other), other.file.imports()) == (1, before, ())
    taken = finished(sharing.take_everything(other, parcel))
    assert (taken.revisions, taken.imports, taken.code) == (1, 1, sharing.state_code(one))
    again = finished(sharing.take_everything(other, parcel))
    assert again.nothing_new
    assert sent(one, tmp_path, "again.gcmx").read_bytes() == parcel.read_bytes()


def test_a_withdrawal_heard_from_the_other_takes_out_what_is_here(two, tmp_path):
    one, other = two
    digest = arrives(one, MARY, "mary.xlsx", G05_02="400")
    exchanged(one, other, tmp_path)
    merging.withdraw(one, digest, "another year")
    exchanged(one, other, tmp_path)
    assert_equal(one, other)
    assert other.file.cells(MARY) == {}


def test_what_is_damaged_foreign_or_swollen_is_refused_whole(two, tmp_path):
    one, other = two
    arrives(one, MARY, "mary.xlsx", G05_02="400")
    parcel = sent(one, tmp_path)
    with zipfile.ZipFile(parcel) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    changed = {name: data.replace(b"400", b"900") for name, data in parts.items()}
    for case in (changed, parts | {"../evil": b"x"}, {"manifest.json": json.dumps([]).encode()}):
        bad = tmp_path / "bad.gcmx"
        with zipfile.ZipFile(bad, "w") as archive:
            for name, data in case.items():
                archive.writestr(name, data)
        with pytest.raises(UserError, match="E640"):
            finished(sharing.take_everything(other, bad))
    (tmp_path / "text.gcmx").write_text("no zip")
    with pytest.raises(UserError, match="E640"):
        finished(sharing.take_everything(other, tmp_path / "text.gcmx"))
    assert other.file.returns() == ()


def test_an_office_sends_its_return_instead(tmp_path):
    with (
        Desk.create(tmp_path / "m.gcm", "TM-M", "2026-Q3", maker=Maker("C."), listed=False) as office,
        pytest.raises(UserError, match="E641"),
    ):
        finished(sharing.send_everything(office, tmp_path / "x.gcmx"))
