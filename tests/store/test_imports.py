import pytest

from gcm_desktop.domain.merge import ChangeKind, decide
from gcm_desktop.domain.records import Act, ActKind, Revision
from gcm_desktop.domain.units import parse_unit, return_of
from gcm_desktop.domain.values import State, Value, number
from gcm_desktop.errors import Issue, Severity, UserError, Where
from gcm_desktop.store import Arrival, NotProved, backups_of

CELL, OTHER = "G05.02", "G05.02|SEX=F"


@pytest.fixture
def revision(file, key):
    def make(value, *parents, cell=CELL, made_by=None, of=key):
        return Revision(of, parents, file.catalogue.digest, {cell: number(value)}, made_by=made_by)

    return make


def book(mark, *revisions, **parts):
    return Arrival(mark * 64, f"{mark}.xlsx", "tk", revisions, **parts)


def test_a_return_comes_in_with_its_record(file, key, maker, revision):
    issue = Issue("W401", Severity.WARNING, Where("a.xlsx", "G05", "D7", OTHER), {"found": "?", "n": 2})
    one = revision("4")
    receipt = file.receive(book("a", one, issues=(issue,), places={CELL: ("G05", "D6")}), maker)
    assert receipt.new_revisions == (one.id,)
    assert [(c.cell, c.kind, c.new.value) for c in receipt.changes] == [(CELL, ChangeKind.NEW, number("4"))]
    (record,) = file.imports()
    assert (record.name, record.by, record.keys, record.issues) == ("a.xlsx", maker.name, (key,), (issue,))
    assert file.import_of("b" * 64) is None
    (setter,) = file.setters(key, CELL)
    assert (setter.sheet, setter.ref, setter.imports, setter.made_here) == ("G05", "D6", (record,), False)


def test_rehearsing_says_what_receiving_does_and_writes_nothing(file, key, maker, revision):
    file.commit_cells(key, {OTHER: number("3")}, maker)
    arrival = book("a", revision("4"), revision("9", cell=OTHER))
    before = file._conn.total_changes
    planned = file.rehearse(arrival)
    assert file._conn.total_changes == before
    done = file.receive(arrival, maker).changes
    assert [(c.cell, c.kind) for c in planned] == [(c.cell, c.kind) for c in done]
    assert [c.kind for c in done] == [ChangeKind.NEW, ChangeKind.CONFLICT]


def test_receiving_again_changes_nothing(file, key, maker, revision):
    arrival = book("a", revision("4"))
    file.receive(arrival, maker)
    again = file.receive(arrival, maker)
    assert (again.changes, again.new_revisions) == ((), ())
    assert len(file.imports()) == 1


def test_typed_cells_are_frozen_before_a_merge(file, key, maker, revision):
    file.commit_cells(key, {OTHER: number("3")}, maker)
    file.receive(book("a", revision("4")), maker)
    assert file.typed(key) == {}
    assert file.cells(key) == {CELL: number("4"), OTHER: number("3")}
    assert len(file.heads(key)) == 2
    assert file.has_unsent(key)


def test_withdrawing_is_as_if_it_never_came_and_putting_back_as_if_it_never_went(file, key, maker, revision):
    file.receive(book("a", revision("4")), maker)
    before = file.current(key), file.counts(key)
    file.receive(book("b", revision("5")), maker)
    both = file.current(key), file.counts(key)
    assert file.counts(key)[5].conflicts == 1
    file.withdraw("b" * 64, maker, "the wrong file")
    assert (file.current(key), file.counts(key)) == before
    assert file.import_of("b" * 64).withdrawn
    file.put_back("b" * 64, maker, "it was right")
    assert (file.current(key), file.counts(key)) == both
    assert [e.kind for e in file.journal(2)] == ["put_back", "withdrawn"]


def test_a_revision_two_files_brought_stays_until_both_are_withdrawn(file, key, maker, revision):
    one = revision("4")
    file.receive(book("a", one), maker)
    file.receive(book("b", one), maker)
    file.withdraw("a" * 64, maker, "")
    assert file.cells(key) == {CELL: number("4")}
    file.withdraw("b" * 64, maker, "")
    assert file.cells(key) == {}


def test_a_decision_sleeps_while_what_it_rests_on_is_withdrawn(file, key, maker, revision):
    file.receive(book("a", revision("4")), maker)
    file.receive(book("b", revision("5")), maker)
    now = file.current(key)[CELL]
    decision = decide(key, CELL, number("5"), now, file.catalogue.digest, maker, "asked")
    file.add_revision(decision)
    assert file.withdraw("b" * 64, maker, "").suspended == (decision.id,)
    assert file.cells(key) == {CELL: number("4")}
    assert file.put_back("b" * 64, maker, "").woken == (decision.id,)
    assert file.cells(key) == {CELL: number("5")}


def test_withdrawing_what_is_unknown_or_already_out_is_refused(file, maker, revision):
    with pytest.raises(UserError, match="E604"):
        file.withdraw("a" * 64, maker, "")
    file.receive(book("a", revision("4")), maker)
    with pytest.raises(UserError, match="E605"):
        file.put_back("a" * 64, maker, "")
    file.withdraw("a" * 64, maker, "")
    with pytest.raises(UserError, match="E605"):
        file.withdraw("a" * 64, maker, "")


def test_another_coordinators_withdrawal_holds_before_and_after_the_file_itself_comes(
    file, key, maker, revision
):
    act = Act(f"import:{'a' * 64}", ActKind.WITHDRAWN, person=maker)
    file.receive(book("c", acts=(act,)), maker)
    file.receive(book("a", revision("4")), maker)
    assert file.cells(key) == {}
    file.put_back("a" * 64, maker, "")
    assert file.cells(key) == {CELL: number("4")}


@pytest.mark.parametrize(("when", "flag"), [("INSERT", 0), ("UPDATE OF flag", 1)])
def test_a_merge_that_cannot_be_proved_is_not_kept(file, key, maker, revision, when, flag):
    file.receive(book("a", revision("4")), maker)
    trigger = (
        f"CREATE TEMP TRIGGER spoil AFTER {when} ON main.current WHEN new.flag = {flag}"
        " BEGIN DELETE FROM current WHERE revision = new.revision; END"
    )
    file._conn.execute(trigger)
    with pytest.raises(NotProved):
        file.receive(book("b", revision("5")), maker)
    file._conn.execute("DROP TRIGGER spoil")
    assert file.cells(key) == {CELL: number("4")}
    assert file.import_of("b" * 64) is None
    assert file.receive(book("b", revision("5")), maker).changes


def test_a_revision_that_is_not_kept_as_it_came_is_not_kept_at_all(file, key, maker, revision):
    spoil = (
        "CREATE TEMP TRIGGER spoil AFTER INSERT ON main.revision_set BEGIN"
        " UPDATE revision_set SET value = 'V999' WHERE revision = new.revision AND cell = new.cell; END"
    )
    file._conn.execute(spoil)
    with pytest.raises(NotProved):
        file.receive(book("a", revision("4")), maker)
    file._conn.execute("DROP TRIGGER spoil")
    assert file.import_of("a" * 64) is None
    assert file.receive(book("a", revision("4")), maker).changes


def test_many_answers_are_kept_as_they_came_whether_their_codes_are_new_or_known(file, key, maker):
    cells = {f"{CELL}|CTZ=C{n:02d}": number(str(n)) for n in range(30)}
    cells |= {
        CELL: Value(State.UNREAD, "4\0 2"),
        OTHER: number("7", note="ýüz"),
        "G05.03": Value(State.BLANK),
    }
    for mark, period in (("a", "2026-Q3"), ("b", "2026-Q4")):
        of = return_of(key.unit, period)
        sent = Revision(of, (), file.catalogue.digest, cells)
        receipt = file.receive(book(mark, sent), maker)
        assert len(receipt.changes) == 32
        assert file.revisions(of) == {sent.id: sent}
        assert {code: now.value for code, now in file.current(of).items()} == cells


def test_a_file_of_several_returns_is_one_step(file, key, maker, revision):
    second = return_of(parse_unit("TM-A"), "2026-Q3")
    receipt = file.receive(book("a", revision("4"), revision("6", of=second)), maker)
    assert [change.key for change in receipt.changes] == [second, key]
    file.withdraw("a" * 64, maker, "")
    assert file.cells(key) == file.cells(second) == {}


def test_a_link_about_a_held_revision_cannot_bend_it(file, key, maker, revision):
    first = revision("4")
    second = revision("5", first.id)
    file.receive(book("a", first, second), maker)
    lie = {first.id: frozenset({second.id}), second.id: frozenset()}
    file.receive(book("b", first, links=lie), maker)
    assert file.cells(key) == {CELL: number("5")}


def test_every_import_is_preceded_by_a_backup(file, key, maker, revision, path):
    file.commit_cells(key, {OTHER: number("3")}, maker)
    file.receive(book("a", revision("4")), maker)
    (backup,) = backups_of(path)
    assert (backup.last_cell, backup.returns, backup.filled) == (
        OTHER,
        (key,),
        file.counts(key)[5].filled - 1,
    )
