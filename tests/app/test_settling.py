"""Many conflicts settled by a rule in one step, the step taken back, and slips named and mended."""

import pytest

from gcm_desktop.app import causes, entering, merging, settling
from gcm_desktop.app.settling import Rule
from gcm_desktop.domain.causes import Slip
from gcm_desktop.domain.merge import current
from gcm_desktop.domain.records import Maker, Revision
from gcm_desktop.domain.units import parse_unit, return_of
from gcm_desktop.domain.values import State, Value, number
from gcm_desktop.i18n import words
from gcm_desktop.store import Arrival

MARY = return_of(parse_unit("TM-M"), "2026-Q3")
BEFORE = return_of(parse_unit("TM-M"), "2026-Q2")
FIRST = {"G05.01": "4120", "G05.02": "412", "G05.03": "77", "G06.02": "31"}
SECOND = {"G05.01": "412", "G05.02": "421", "G05.03": "78", "G06.02": "31"}


def bring(desk, name, sets, by="", key=MARY, parents=()):
    maker = Maker(by) if by else None
    values = {cell: value if isinstance(value, Value) else number(value) for cell, value in sets.items()}
    revision = Revision(key, parents, desk.catalogue.digest, values, made_by=maker)
    desk.file.receive(Arrival(name.encode().hex().ljust(64, "0"), name, "tk", (revision,)), desk.maker)
    return revision


@pytest.fixture
def two(national):
    bring(national, "first.xlsx", FIRST, "Annayew")
    bring(national, "second.xlsx", {**SECOND, "G06.03": Value(State.UNREAD, "üç")}, "Berdiyewa")
    return national


def shown(desk):
    return {cell: value.text for cell, value in desk.file.cells(MARY).items()}


def test_the_newest_file_wins_in_one_step_and_one_undo_opens_all_again(two):
    before = merging.conflicts(two)
    found = settling.preview(two, Rule.NEWEST, unit=MARY.unit)
    assert {one.cell: one.new.text for one in found} == {c: SECOND[c] for c in ("G05.01", "G05.02", "G05.03")}
    settling.settle(two, found, "the later form holds")
    assert merging.conflicts(two) == ()
    assert shown(two)["G05.02"] == "421"
    assert len(settling.undo(two, "taken back")) == 3
    after = merging.conflicts(two)
    assert [(one.cell, {c.value.text for c in one.choices}) for one in after] == [
        (one.cell, {c.value.text for c in one.choices}) for one in before
    ]
    assert settling.undo(two, "taken back") == ()
    assert two.file.current(MARY) == current(two.file.history(), MARY)


def test_what_is_open_again_still_names_who_sent_it(two):
    settling.settle(two, settling.preview(two, Rule.PERSON, "Annayew"), "asked by telephone")
    settling.undo(two, "taken back")
    conflict = merging.conflicts(two)[0]
    names = {record.name for choice in conflict.choices for s in choice.setters for record in s.imports}
    assert names == {"first.xlsx", "second.xlsx"}
    settling.settle(two, settling.preview(two, Rule.FILE, "second.xlsx"), "the signed one")
    assert shown(two)["G05.01"] == "412"


def test_the_last_step_is_taken_back_first_also_for_unread_cells(two):
    merging.decide(two, MARY, "G06.03", value=number("3"), reason="three")
    merging.decide(two, MARY, "G05.01", value=number("412"), reason="asked")
    assert settling.reasons(two) == ("asked", "three")
    assert settling.undo(two, "taken back") == ((MARY, "G05.01"),)
    assert settling.undo(two, "taken back") == ((MARY, "G06.03"),)
    assert [one.value.text for one in merging.unread(two)] == ["üç"]


def test_a_withdrawn_file_takes_the_decision_and_its_undoing_along(two):
    settling.settle(two, settling.preview(two, Rule.NEWEST), "the later form holds")
    settling.undo(two, "taken back")
    record = merging.find_import(two, "second.xlsx")
    merging.withdraw(two, record.id)
    assert shown(two) == FIRST
    merging.put_back(two, record.id)
    assert len(merging.conflicts(two)) == 3


def test_only_the_one_with_the_note_is_taken_where_the_figures_are_equal(national):
    bring(national, "a.xlsx", {"G05.01": number("5", note="counted twice"), "G05.02": "1"})
    bring(national, "b.xlsx", {"G05.01": "5", "G05.02": "2"})
    (found,) = settling.preview(national, Rule.SAME_FIGURE)
    assert (found.cell, found.new.note) == ("G05.01", "counted twice")


def test_slips_between_candidates_are_named(two):
    found = {c.cell: causes.of_conflict(two, c) for c in merging.conflicts(two)}
    assert {cause.slip for cause in found["G05.01"]} == {Slip.EXTRA_ZERO, Slip.MISSING_ZERO}
    assert {cause.slip for cause in found["G05.02"]} == {Slip.TRANSPOSED}
    assert found["G05.03"] == ()
    bring(two, "before.xlsx", {"G05.01": "390"}, key=BEFORE)  # now one of the two is likelier
    (cause,) = causes.of_conflict(two, merging.conflicts(two)[0])
    assert cause.slip is Slip.EXTRA_ZERO
    for language in ("en", "tk", "ru"):
        assert "412" in causes.said(words(language), two, cause)


def test_a_slip_against_the_period_before_is_mended_in_one_step(two):
    bring(two, "before.xlsx", {"G05.01": "400", "G06.02": "300"}, key=BEFORE)
    settling.settle(two, settling.preview(two, Rule.FILE, "first.xlsx"), "asked")
    (cause,) = [c for c in causes.of_return(two, MARY) if c.slip is Slip.EXTRA_ZERO]
    assert cause.cells == ("G05.01",)
    assert causes.mend(two, causes.repairs(two, MARY, cause), "a zero too many") == 1
    assert shown(two)["G05.01"] == "412"
    settling.undo(two, "taken back")
    assert shown(two)["G05.01"] == "4120"


def test_an_officer_mends_a_slip_as_one_typed_step(desk):
    for cell, text in (("G05.02", "100"), ("G05.02|SEX=F", "100"), ("G05.02|SEX=M", "40")):
        entering.enter(desk, MARY, cell, text)
    (cause,) = causes.of_return(desk, MARY)
    assert cause.slip is Slip.TOTAL_IN_PART
    causes.mend(desk, causes.repairs(desk, MARY, cause), "the total stood in a part")
    assert shown(desk)["G05.02|SEX=F"] == "60"
    entering.undo(desk, MARY)
    assert shown(desk)["G05.02|SEX=F"] == "100"
