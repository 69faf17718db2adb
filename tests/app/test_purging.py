"""Content removed for good: gone from every byte of the file, its id known, and never back."""

import pytest

from gcm_desktop.app import entering, merging, purging, sending, settling, tracing
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.receiving import Receiving
from gcm_desktop.domain.merge import current
from gcm_desktop.domain.records import Maker, Revision
from gcm_desktop.domain.units import parse_unit, registers_of, return_of
from gcm_desktop.domain.values import State, Value, number
from gcm_desktop.errors import UserError
from gcm_desktop.store import Arrival, open_file

MARY = return_of(parse_unit("TM-M"), "2026-Q3")
ROWS = registers_of(parse_unit("TM-M"))
SECRET = "Gurbanow Meret 1975"


def arrival(desk, name, sets, parents=(), key=MARY, original=b""):
    revision = Revision(key, parents, desk.catalogue.digest, sets, made_by=Maker("Annayew"))
    return Arrival(name.encode().hex().ljust(64, "0"), name, "tk", (revision,), original=original)


def bytes_of(desk):
    path = desk.file.path
    return b"".join(p.read_bytes() for p in path.parent.glob(f"{path.name}*") if p.is_file())


def remove(desk, plan):
    purging.purge(desk, plan, "asked to be forgotten", plan.confirmation)


@pytest.fixture
def told(national):
    sets = {"G05.01": number("412", note=SECRET), "G05.02": number("77")}
    national.file.receive(arrival(national, "a.xlsx", sets, original=SECRET.encode()), national.maker)
    return national


def test_a_cell_is_gone_from_every_byte_and_its_revision_stays_known(told):
    (id_,) = told.file.revisions(MARY)
    assert SECRET.encode() in bytes_of(told)
    plan = purging.of_cell(told, MARY, "G05.01")
    assert (plan.shown, plan.sums, plan.files) == (("G05.01",), ("G05.01",), ("a.xlsx",))
    remove(told, plan)
    assert SECRET.encode() not in bytes_of(told)
    assert set(told.file.revisions(MARY)) == {id_}
    assert {cell: v.text for cell, v in told.file.cells(MARY).items()} == {"G05.02": "77"}
    (record,) = told.file.purged()
    assert (record.revision, record.cells, record.reason) == (id_, ("G05.01",), "asked to be forgotten")
    assert told.file.current(MARY) == current(told.file.history(), MARY)


def test_the_same_revision_arriving_again_stays_purged(told):
    sets = {"G05.01": number("412", note=SECRET), "G05.02": number("77")}
    remove(told, purging.of_cell(told, MARY, "G05.01"))
    again = arrival(told, "b.xlsx", sets, original=SECRET.encode())
    assert told.file.rehearse(again) == ()
    told.file.receive(again, told.maker)
    assert "G05.01" not in told.file.cells(MARY)
    assert SECRET.encode() not in bytes_of(told)
    merging.withdraw(told, merging.find_import(told, "a.xlsx").id)
    merging.put_back(told, merging.find_import(told, "a.xlsx").id)
    assert told.file.current(MARY) == current(told.file.history(), MARY)


def test_a_whole_revision_gives_way_to_what_stood_before(told):
    (first,) = told.file.revisions(MARY)
    later = arrival(told, "later.xlsx", {"G05.02": number("78", note=SECRET)}, (first,))
    told.file.receive(later, told.maker)
    plan = purging.of_revision(told, MARY, later.revisions[0].id[:8])
    remove(told, plan)
    assert told.file.cells(MARY)["G05.02"].text == "77"
    with pytest.raises(UserError, match="E661"):
        purging.of_revision(told, MARY, later.revisions[0].id[:8])
    assert [part for _, part in tracing.chain(told, MARY, "G05.02").links] == [tracing.Part.COUNTS]


def test_a_register_row_goes_from_all_revisions_steps_and_what_is_typed(desk):
    for text in (SECRET, f"{SECRET} öz"):
        entering.enter(desk, ROWS, "R.BA.x1.subject", text)
        desk.file.freeze(ROWS, desk.maker)
    entering.enter(desk, ROWS, "R.BA.x1.partner", "TUR")
    entering.enter(desk, ROWS, "R.BA.x2.partner", "KAZ")
    remove(desk, purging.of_row(desk, ROWS, "R.BA.x1"))
    assert {cell: v.text for cell, v in desk.file.cells(ROWS).items()} == {"R.BA.x2.partner": "KAZ"}
    assert b"Gurbanow" not in bytes_of(desk)
    desk.file.undo(ROWS)
    assert b"Gurbanow" not in bytes_of(desk)


def test_nothing_goes_without_a_reason_and_the_typed_word(told):
    plan = purging.of_cell(told, MARY, "G05.01")
    for reason, word in (("", "TM-M"), ("asked", "TM-A")):
        with pytest.raises(UserError):
            purging.purge(told, plan, reason, word)
    assert told.file.cells(MARY)["G05.01"].note == SECRET
    with pytest.raises(UserError, match="E660"):
        purging.of_cell(told, MARY, "G05.03")


def test_what_is_left_travels_on_and_the_file_opens_again(told, tmp_path):
    remove(told, purging.of_cell(told, MARY, "G05.01"))
    sending.export(told, tmp_path / "out.xlsx", "TM-M")
    with Desk.create(tmp_path / "other.gcm", "", "2026-Q3", national=True, maker=told.maker) as other:
        with Receiving(other) as receiving:
            (planned,) = receiving.plan([tmp_path / "out.xlsx"])
            receiving.take(planned)
        assert {c: v.text for c, v in other.file.cells(MARY).items()} == {"G05.02": "77"}
    with open_file(told.file.backup(tmp_path)) as again:
        assert again.cells(MARY)["G05.02"].text == "77"


def test_decisions_and_their_undoing_live_on_beside_purged_content(told):
    told.file.receive(arrival(told, "b.xlsx", {"G05.02": number("78")}), told.maker)
    told.file.receive(arrival(told, "c.xlsx", {"G06.02": Value(State.UNREAD, "x")}), told.maker)
    merging.decide(told, MARY, "G05.02", value=number("78"), reason="asked")
    remove(told, purging.of_cell(told, MARY, "G05.01"))
    settling.undo(told, "taken back")
    assert [one.cell for one in merging.conflicts(told)] == ["G05.02"]
    assert told.file.current(MARY) == current(told.file.history(), MARY)
