import pytest

from gcm_desktop.domain.merge import current
from gcm_desktop.domain.records import Act, ActKind, Revision, RevisionKind, digest
from gcm_desktop.domain.units import parse_unit, registers_of
from gcm_desktop.domain.values import BLANK, Precision, State, Value, number
from gcm_desktop.errors import UserError
from gcm_desktop.store import Arrival, open_file

CELL, OTHER = "G05.02", "G05.02|SEX=F"


def typing(file, key, maker):
    def commit(value, cell=CELL):
        return file.commit_cells(key, {cell: number(value) if value else BLANK}, maker)

    return commit


@pytest.fixture
def commit(file, key, maker):
    return typing(file, key, maker)


def arrival(*revisions, name="return.xlsx"):
    return Arrival(digest([name, *(r.id for r in revisions)]), name, "tk", revisions)


def rival(file, key, cell=CELL, value="99"):
    """Give what another person made of the same return without knowing ours."""
    return Revision(key, (), file.catalogue.digest, {cell: number(value)})


def test_a_commit_tells_old_and_new(commit):
    commit("3")
    change = commit("4").changes[0]
    assert (change.cell, change.old, change.new) == (CELL, number("3"), number("4"))


def test_every_commit_is_one_transaction(file, commit):
    seen = []
    file._conn.set_trace_callback(seen.append)
    commit("3")
    file._conn.set_trace_callback(None)
    assert [sql for sql in seen if sql.startswith(("BEGIN", "COMMIT", "ROLLBACK"))] == [
        "BEGIN IMMEDIATE",
        "COMMIT",
    ]


def test_marks_notes_and_what_was_written_come_back(file, key, maker):
    values = {
        CELL: Value(State.VALUE, "412", Precision.ABOUT, note="Çep «ýazgy»", written="≈ 412"),
        OTHER: Value(State.NOT_COLLECTED, quality="U"),
        "G05.02|SEX=M": Value(State.UNREAD, "{411 or 412}"),
        "N05.progress": Value(State.VALUE, "Öňe gidişlik\nýazgy"),
        "R.BA.a1b2.title": Value(State.VALUE, "B{}"),
        "G05.01": Value(note="asked the ministry"),
    }
    file.commit_cells(key, values, maker)
    assert file.cells(key) == values
    revision = file.freeze(key, maker)
    assert file.cells(key) == values
    assert file.revisions(key)[revision.id] == revision


def test_typing_the_same_again_changes_nothing(file, key, commit):
    commit("3")
    before = file.journal()
    assert commit("3").changes == ()
    assert file.journal() == before


def test_a_wrong_code_keeps_nothing(file, key, maker):
    with pytest.raises(UserError, match="E201"):
        file.commit_cells(key, {CELL: number("1"), "G99.99": number("2")}, maker)
    assert file.cells(key) == {}
    assert file.returns() == ()


def test_undo_and_redo_walk_the_steps(file, key, commit):
    commit("1")
    commit("2")
    assert file.undo(key).changes[0].new == number("1")
    assert file.undo(key).changes[0].new == BLANK
    assert file.undo(key) is None
    assert file.cells(key) == {}
    file.redo(key)
    assert file.redo(key).changes[0].new == number("2")
    assert not file.can_redo(key)


def test_typing_after_undo_ends_redo(file, key, commit):
    commit("1")
    commit("2")
    file.undo(key)
    commit("5")
    assert not file.can_redo(key)
    file.undo(key)
    assert file.cells(key) == {CELL: number("1")}


def test_many_cells_are_one_step(file, key, maker):
    file.commit_cells(key, {CELL: number("5"), OTHER: number("2")}, maker, "Paste")
    assert file.journal(1)[0].label == "Paste"
    file.undo(key)
    assert file.cells(key) == {}


def test_steps_survive_a_restart(path, key, maker):
    with open_file(path, maker=maker) as file:
        typing(file, key, maker)("1")
        typing(file, key, maker)("2")
        file.undo(key)
    with open_file(path, maker=maker) as file:
        assert file.can_redo(key)
        file.undo(key)
        assert file.cells(key) == {}
        file.redo(key)
        file.redo(key)
        assert file.cells(key) == {CELL: number("2")}


def test_undo_after_freezing_sets_the_old_value_anew(file, key, maker, commit):
    commit("1")
    frozen = file.freeze(key, maker)
    file.undo(key)
    assert file.cells(key) == {}
    assert file.typed(key) == {CELL: BLANK}
    assert file.revisions(key)[frozen.id].sets == {CELL: number("1")}


def test_what_a_merge_changed_is_not_undone_by_typing(file, key, maker, commit):
    commit("1", OTHER)
    file.receive(arrival(rival(file, key)), maker)
    assert not file.can_undo(key)
    commit("2", OTHER)
    file.undo(key)
    assert file.cells(key) == {CELL: number("99"), OTHER: number("1")}


def test_freezing_nothing_makes_nothing(file, key, maker, commit):
    assert file.freeze(key, maker) is None
    commit("1")
    first = file.freeze(key, maker)
    commit("2")
    commit("1")
    assert file.freeze(key, maker) is None
    assert file.heads(key) == (first.id,)


def test_a_chain_of_freezes_keeps_one_head(file, key, maker, commit):
    commit("1")
    first = file.freeze(key, maker)
    commit("2")
    second = file.freeze(key, maker)
    assert second.parents == (first.id,)
    assert file.heads(key) == (second.id,)
    assert file.links(key) == {first.id: frozenset(), second.id: {first.id}}


def test_unsent_until_a_revision_that_holds_it_is_sent(file, key, maker, commit):
    assert not file.has_unsent(key)
    commit("1")
    assert file.has_unsent(key)
    file.freeze(key, maker)
    commit("2")
    last = file.freeze(key, maker)
    assert file.has_unsent(key)
    file.add_acts([Act(f"revision:{last.id}", ActKind.SENT, person=maker)])
    assert not file.has_unsent(key)


def test_a_conflict_is_decided_before_it_is_typed_over(file, key, maker, commit):
    commit("1")
    file.receive(arrival(rival(file, key)), maker)
    assert file.cells(key) == {}
    ((_, cell, standing),) = file.conflicts()
    assert (cell, standing.conflict) == (CELL, True)
    with pytest.raises(UserError, match="E601"):
        commit("5")
    parents = tuple(sorted(id_ for c in standing.candidates for id_ in c.revisions))
    sets = {CELL: number("5")}
    decision = Revision(key, parents, file.catalogue.digest, sets, RevisionKind.DECISION, "asked", maker)
    file.add_revision(decision)
    assert file.cells(key) == sets
    assert file.conflicts(key) == ()
    assert file.journal(1)[0].label == "asked"


def test_counts_follow_every_cell(file, key, maker, commit):
    blank = file.counts(key)
    commit("5")
    assert file.counts(key)[5].filled == blank[5].filled + 1
    assert file.counts(key)[5].expected == blank[5].expected
    file.commit_cells(key, {OTHER: Value(State.UNREAD, "two")}, maker)
    assert file.counts(key)[5].unread == 1
    assert [(cell, value.text) for _, cell, value in file.unread()] == [(OTHER, "two")]
    file.undo(key)
    file.undo(key)
    assert file.counts(key) == blank


def test_unread_cells_from_a_file_wait_until_they_are_typed(file, key, maker, commit):
    sets = {CELL: Value(State.UNREAD, "5 ?")}
    file.receive(arrival(Revision(key, (), file.catalogue.digest, sets)), maker)
    assert [value.text for _, _, value in file.unread(key)] == ["5 ?"]
    commit("5")
    assert file.unread(key) == ()


def test_registers_are_a_return_without_questions(file, maker):
    key = registers_of(parse_unit("MFA"))
    file.commit_cells(key, {"R.BA.x1.partner": Value(State.VALUE, "TUR")}, maker)
    assert file.counts(key) == {}
    assert file.returns() == (key,)


def test_the_journal_tells_who_did_what(file, key, maker, commit):
    commit("1")
    file.note("refused", {"file": "x.xlsx", "code": "E401"})
    refused, typed = file.journal(2)
    assert (refused.kind, dict(refused.facts)) == ("refused", {"code": "E401", "file": "x.xlsx"})
    assert (typed.kind, typed.by, typed.key, typed.changes[0].new) == ("typed", maker, key, number("1"))
    assert file.last_saved(key) == typed.at


def test_the_stored_derivation_is_the_pure_one(file, key, maker, commit):
    commit("1")
    commit("2", OTHER)
    file.receive(arrival(rival(file, key)), maker)
    assert file.current(key) == current(file.history(), key)


def test_texts_are_composed_and_keep_their_revision(file, key, maker):
    loose = Revision(
        key, (), file.catalogue.digest, {"N05.progress": Value(State.VALUE, "O\u0308n\u0327e")}, made_by=maker
    )
    file.receive(arrival(loose), maker)
    assert file.cells(key)["N05.progress"].text == "\u00d6\u0146e"
    assert file.revisions(key)[loose.id].id == loose.id


def test_a_full_disk_is_said_and_nothing_is_half_kept(file, key, maker, commit):
    commit("1")
    pages = file._tables.one("PRAGMA page_count")
    file._conn.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(UserError, match="E310"):
        file.commit_cells(key, {"N05.progress": Value(State.VALUE, "long " * 10_000)}, maker)
    assert file.cells(key) == {CELL: number("1")}
    file._conn.execute("PRAGMA max_page_count = 1000000")
    commit("2")
    assert file.cells(key) == {CELL: number("2")}


def test_an_answer_changed_behind_the_programs_back_is_noticed(file, key, maker, commit):
    commit("1")
    file.freeze(key, maker)
    file._conn.execute("UPDATE revision_set SET value = 'V7'")
    with pytest.raises(UserError, match="E305"):
        file.revisions(key)
    with pytest.raises(UserError, match="E305"):
        file.receive(arrival(rival(file, key)), maker)
