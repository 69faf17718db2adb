"""One open file: its unit, its period, its answers."""

import pytest

from gcm_desktop.app import acting, checking, entering, people, registers
from gcm_desktop.app.desk import Desk
from gcm_desktop.domain.records import ActKind
from gcm_desktop.domain.values import State, Value
from gcm_desktop.errors import UserError
from tests.app.conftest import OROZOW


def test_an_office_file_knows_its_unit_and_refuses_others(desk):
    assert str(desk.own_unit()) == "TM-M"
    with pytest.raises(UserError) as refused:
        desk.key("TM-L")
    assert refused.value.code == "E208"


def test_a_national_file_asks_which_unit(national):
    with pytest.raises(UserError) as asked:
        national.key()
    assert asked.value.code == "E207"
    assert str(national.key("MIA").unit) == "MIA"


def test_what_was_typed_is_there_after_reopening(tmp_path):
    with Desk.create(tmp_path / "a.gcm", "TM-M", "2026-Q3", maker=OROZOW) as desk:
        entering.enter(desk, desk.key(), "G05.02", "412")
    with Desk.open(tmp_path / "a.gcm", OROZOW) as desk:
        assert desk.file.cells(desk.key())["G05.02"].text == "412"
    assert people.recent()[0].unit == "TM-M"


def test_undo_and_redo_walk_the_steps(desk):
    key = desk.key()
    entering.enter(desk, key, "G05.02", "412")
    entering.enter(desk, key, "G05.02", "413")
    entering.undo(desk, key)
    assert desk.file.cells(key)["G05.02"].text == "412"
    entering.redo(desk, key)
    assert desk.file.cells(key)["G05.02"].text == "413"


def test_a_cell_the_catalogue_lacks_is_refused(desk):
    for cell in ("G99.01", "G05.02|SEX=Q", "G05.02|N", "G05.04", "R.XX.r1.title", "R.BA.r1.colour"):
        with pytest.raises(UserError):
            entering.enter_value(desk, desk.key(), cell, Value(State.VALUE, "1"))


def test_the_period_before_stands_beside(tmp_path):
    with Desk.create(tmp_path / "a.gcm", "TM-M", "2026-Q3", maker=OROZOW) as desk:
        entering.enter(desk, desk.key(period="2026-Q2"), "G05.02", "398")
        entering.enter(desk, desk.key(period="2025-Q3"), "G05.02", "377")
        assert desk.previous(desk.key())["G05.02"].text == "398"
        assert desk.last_year(desk.key())["G05.02"].text == "377"


def test_findings_name_their_cells(desk):
    key = desk.key()
    entering.enter_many(desk, key, {"G05.02": Value(State.VALUE, "-1")})
    assert "G05.02" in {issue.where.cell for issue in checking.findings(desk, key)}
    assert checking.findings_of(desk, key, "G05.03") == ()
    assert len(checking.findings(desk, key, complete=True)) > len(checking.findings(desk, key))


def test_a_register_row_is_one_step(desk):
    row = registers.add_row(desk, "BA", {"partner": "TUR", "subject": "visas"})
    assert [found.row for found in registers.rows(desk, "BA")] == [row.row]
    entering.undo(desk, desk.registers_key())
    assert registers.rows(desk, "BA") == ()


def test_an_act_answers_the_one_before(desk):
    key = desk.key()
    acting.act(desk, "accept", key)
    acting.act(desk, "return", key, "page 2 is missing")
    standing = acting.standing_of(desk, key)
    assert (standing.kind, standing.disagree) == (ActKind.RETURNED, False)
