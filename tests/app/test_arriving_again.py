"""The same return twice, renamed, older than what is here, from a copied computer: each is told apart."""

import shutil

import pytest

from gcm_desktop.app import entering, merging, sending
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.receiving import AlreadyHere, Receiving, Status
from gcm_desktop.app.wording import sentence
from gcm_desktop.domain.records import Act, ActKind, Maker
from gcm_desktop.errors import UserError
from gcm_desktop.exchange import Readers
from gcm_desktop.i18n import words

ONE, OTHER = Maker("Orazow B.", device="aa"), Maker("Nurow N.", device="bb")


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """Give an office's data file with one answer."""
    path = tmp_path_factory.mktemp("office") / "TM-M.gcm"
    with Desk.create(path, "TM-M", "2026-Q3", maker=ONE, listed=False) as desk:
        entering.enter(desk, desk.key(), "G05.02", "412")
    return path


@pytest.fixture(scope="module")
def sent(first, tmp_path_factory):
    """Give the workbooks of that office: sent, corrected, and the same sent by another computer, by name."""
    folder = tmp_path_factory.mktemp("sent")
    with Desk.open(first, ONE, listed=False) as desk:
        sending.export(desk, folder / "first.xlsx")
        shutil.copy(first, folder / "clone.gcm")
        entering.enter(desk, desk.key(), "G05.02", "420")
        sending.export(desk, folder / "later.xlsx")
    with Desk.open(folder / "clone.gcm", ONE, listed=False) as desk:
        sending.export(desk, folder / "resent.xlsx", language="ru")
        entering.enter(desk, desk.key(), "G05.02", "431")
        sending.export(desk, folder / "clone.xlsx")
    return folder


@pytest.fixture(scope="module")
def readers():
    """Start the readers once for all tests."""
    with Readers(count=1) as readers:
        yield readers


@pytest.fixture
def inbox(national, readers):
    inbox = Receiving(national)
    inbox._readers = readers
    return inbox


def codes(planned):
    return [issue.code for issue in planned.issues if issue.code.startswith("W44")]


def test_a_renamed_copy_is_known_by_its_bytes_and_not_read_again(inbox, sent, tmp_path):
    (planned,) = inbox.plan([sent / "first.xlsx"])
    inbox.take(planned)
    renamed = shutil.copy(sent / "first.xlsx", tmp_path / "again (2).xlsx")
    assert isinstance(inbox.try_read(renamed), AlreadyHere)
    (planned,) = inbox.plan([renamed])
    assert (planned.status, str(planned.unit), planned.period) == (Status.KNOWN, "TM-M", "2026-Q3")
    assert codes(planned) == ["W440"]
    assert "first.xlsx" in sentence(words("en"), planned.issues[0])
    assert inbox.take(planned) is None


def test_a_file_taken_out_before_says_so(inbox, national, sent):
    inbox.take(inbox.plan([sent / "first.xlsx"])[0])
    merging.withdraw(national, national.file.imports()[0].id, "by mistake")
    (planned,) = inbox.plan([sent / "first.xlsx"])
    assert (planned.status, codes(planned)) == (Status.KNOWN, ["W441"])


def test_what_is_older_than_what_is_here_says_so(inbox, sent):
    inbox.take(inbox.plan([sent / "later.xlsx"])[0])
    (planned,) = inbox.plan([sent / "first.xlsx"])
    assert (planned.status, planned.changes, codes(planned)) == (Status.OLDER, (), ["W443"])


def test_the_same_answers_in_another_file_say_so(inbox, sent):
    inbox.take(inbox.plan([sent / "first.xlsx"])[0])
    (planned,) = inbox.plan([sent / "resent.xlsx"])
    assert (planned.status, codes(planned)) == (Status.NOTHING_NEW, ["W442"])


def test_two_computers_under_one_number_are_noticed(inbox, sent):
    inbox.take(inbox.plan([sent / "later.xlsx"])[0])
    (planned,) = inbox.plan([sent / "clone.xlsx"])
    assert (planned.status, "W445" in codes(planned)) == (Status.CONFLICTS, True)


def test_the_same_answers_sent_from_another_computer_name_the_first_sender(inbox, sent, tmp_path):
    inbox.take(inbox.plan([sent / "first.xlsx"])[0])
    folder = tmp_path / "other"
    folder.mkdir()
    with Desk.create(folder / "x.gcm", "TM-M", "2026-Q3", maker=OTHER, listed=False) as desk:
        with Receiving(desk) as own:
            own.take(own.plan([sent / "first.xlsx"])[0])
        (head,) = desk.file.heads(desk.key())
        desk.file.add_acts([Act(f"revision:{head}", ActKind.SENT, (), OTHER, date="2026-10-09")])
        sending.export(desk, folder / "elsewhere.xlsx")
    (planned,) = inbox.plan([folder / "elsewhere.xlsx"])
    assert (planned.changes, codes(planned)) == ((), ["W444"])
    assert "Orazow B." in sentence(words("en"), planned.issues[0])


def test_files_of_one_unit_are_rehearsed_one_after_the_other(inbox, national, sent, tmp_path):
    renamed = shutil.copy(sent / "first.xlsx", tmp_path / "copy.xlsx")
    plans = inbox.plan([sent / "first.xlsx", sent / "later.xlsx", renamed, sent / "clone.xlsx"])
    assert [planned.status for planned in plans] == [
        Status.NEW, Status.NEW, Status.KNOWN, Status.CONFLICTS
    ]  # fmt: skip
    assert plans[1].changes[0].old.value.text == "412"
    receipts = [inbox.take(planned) for planned in plans]
    assert [None if r is None else [(c.cell, c.kind) for c in r.changes] for r in receipts] == [
        None if planned.status is Status.KNOWN else [(c.cell, c.kind) for c in planned.changes]
        for planned in plans
    ]
    assert len(merging.conflicts(national)) == 1


def test_results_come_in_the_order_of_the_files_and_a_file_that_ends_a_reader_costs_itself_alone(
    sent, tmp_path
):
    (tmp_path / "b.xlsx").write_text("Dear colleague")
    files = [
        sent / "first.xlsx",
        tmp_path / "b.xlsx",
        sent / "later.xlsx",
        sent / "missing.xlsx",
        sent / "clone.xlsx",
    ]
    with Readers(count=2) as readers:
        found = list(readers.each(files))
        assert [path for path, _ in found] == files
        assert [getattr(read, "code", "read") for _, read in found] == [
            "read",
            "E409",
            "read",
            "E401",
            "read",
        ]
        for reader in readers._all:  # as a crash or the limit of memory would
            reader._child.kill()
            reader._child.wait()
        again = list(readers.each(files[:1] * 3))
        assert [getattr(read, "code", "read") for _, read in again] == ["read"] * 3


def test_a_reader_that_takes_too_long_is_ended_and_started_again(sent):
    with Readers(count=1) as readers:
        reader = readers._all[0]
        readers.read(sent / "first.xlsx")
        child = reader._child
        with pytest.raises(UserError, match="E428"):
            reader.read(sent / "first.xlsx", timeout=0.0)
        assert readers.read(sent / "later.xlsx").answers == 1
        assert reader._child is not child
