"""What a file would mean, before anything is written."""

import shutil

import pytest

from gcm_desktop.app import entering, merging, printing, sending, tracing
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.receiving import Receiving, Status, found_files
from gcm_desktop.domain.records import Maker
from gcm_desktop.domain.values import number
from gcm_desktop.errors import UserError
from tests.app.conftest import OROZOW


@pytest.fixture
def receiving(national):
    with Receiving(national) as receiving:
        yield receiving


def a_return(folder, unit="TM-M", name="one.xlsx", maker=OROZOW, **answers):
    with Desk.create(folder / f"{name}.gcm", unit, "2026-Q3", maker=maker) as desk:
        entering.enter_many(desk, desk.key(), {cell: number(text) for cell, text in answers.items()})
        sending.export(desk, folder / name)
    return folder / name


def test_a_file_is_new_then_known_then_has_nothing_new(receiving, national, tmp_path):
    path = a_return(tmp_path, **{"G05.02": "412"})
    (planned,) = receiving.plan([path])
    assert planned.status is Status.NEW
    assert [change.cell for change in planned.changes] == ["G05.02"]
    assert national.file.imports() == ()  # planning writes nothing
    receiving.take(planned)
    assert receiving.plan([path])[0].status is Status.KNOWN
    sending.export(national, tmp_path / "back.xlsx", "TM-M", language="ru")
    assert receiving.plan([tmp_path / "back.xlsx"])[0].status is Status.NOTHING_NEW


def test_two_computers_of_one_unit_conflict_and_a_person_decides(receiving, national, tmp_path):
    one = a_return(tmp_path, **{"G05.02": "412", "G05.01": "9"})
    two = a_return(tmp_path, name="two.xlsx", maker=Maker("Nurow N."), **{"G05.02": "415"})
    receiving.take(receiving.plan([one])[0])
    planned = receiving.plan([two])[0]
    assert planned.status is Status.CONFLICTS
    receiving.take(planned)
    (conflict,) = merging.conflicts(national)
    assert sorted(choice.value.text for choice in conflict.choices) == ["412", "415"]
    take = next(c.revisions[0] for c in conflict.choices if c.value.text == "415")
    with pytest.raises(UserError, match="E603"):
        merging.decide(national, conflict.key, conflict.cell, take=take, reason=" ")
    merging.decide(national, conflict.key, conflict.cell, take=take[:8], reason="the later count")
    assert merging.conflicts(national) == ()
    assert national.file.cells(conflict.key)["G05.02"].text == "415"
    assert tracing.why(national, conflict.key, "G05.02")[0].reason == "the later count"


def test_a_refusal_is_a_plan_like_any_other(receiving, national, tmp_path):
    (tmp_path / "letter.xlsx").write_text("Dear colleague")
    (planned,) = receiving.plan([tmp_path / "letter.xlsx"])
    assert planned.status is Status.REFUSED
    assert planned.error.facts["file"] == "letter.xlsx"
    assert receiving.take(planned) is None
    assert national.file.journal()[0].kind == "refused"


def test_an_empty_form_has_nothing_new(receiving, tmp_path):
    sending.template(tmp_path / "form.xlsx", "TM-L", "2026-Q3", "ru")
    (planned,) = receiving.plan([tmp_path / "form.xlsx"])
    assert planned.status is Status.NOTHING_NEW
    assert receiving.take(planned) is None


def test_an_office_takes_only_its_own_return(desk, tmp_path):
    other = a_return(tmp_path, unit="TM-L", name="lebap.xlsx", **{"G05.02": "5"})
    with Receiving(desk) as receiving:
        (planned,) = receiving.plan([other])
    assert (planned.status, planned.error.code) == (Status.REFUSED, "E492")


def test_a_folder_gives_its_spreadsheets_and_skips_leftovers(tmp_path):
    for name in ("b.xlsx", "a.xlsx", "~$a.xlsx", ".~lock.a.xlsx#", "notes.txt", "old.xls"):
        (tmp_path / name).touch()
    assert [path.name for path in found_files([tmp_path])] == ["a.xlsx", "b.xlsx", "old.xls"]


def test_typing_not_sent_yet_is_no_less_a_candidate(receiving, national, tmp_path):
    path = a_return(tmp_path, **{"G05.02": "412"})
    key = national.key("TM-M")
    entering.enter(national, key, "G05.02", "400")
    (planned,) = receiving.plan([path])
    assert planned.status is Status.CONFLICTS
    receiving.take(planned)
    assert len(merging.conflicts(national, key)) == 1


def test_sums_say_how_many_units_are_in_them(receiving, national, tmp_path):
    for unit, count in (("TM-M", "412"), ("TM-L", "88")):
        path = a_return(tmp_path, unit=unit, name=f"{unit}.xlsx", **{"G05.02": count})
        receiving.take(receiving.plan([path])[0])
    pages = printing.summary(national, None, "2026-Q3", "en")
    row = next(row for goal in pages.goals for row in goal.rows if row.code == "G05.02")
    assert (row.total, row.coverage, row.incomplete) == ("500", "2 of 7", True)
    assert sum(unit.received for unit in pages.units) == 2
    reason = tracing.why_nation(national, "G05.02", "2026-Q3")
    assert (reason.total.answered, reason.total.asked, len(reason.parts)) == (2, 7, 7)


def test_a_summary_shows_what_the_form_shows(desk, tmp_path):
    key = desk.key()
    entering.enter(desk, key, "G05.02", "~412")
    entering.enter(desk, key, "G05.01", "many")
    entering.enter(desk, key, "N05.progress", "Täze")
    pages = printing.summary(desk, language="en")
    goal = next(goal for goal in pages.goals if goal.number == 5)
    rows = {row.code: row for row in goal.rows if row.code}
    assert rows["G05.02"].total == "≈\u00a0412"
    assert (rows["G05.01"].total, "many" in rows["G05.01"].note) == ("", True)
    assert goal.narrative[0][1] == "Täze"
    assert pages.draft
    assert pages.check_code == sending.check_code(desk, key)
    sending.export(desk, tmp_path / "out.xlsx")
    assert not printing.summary(desk, language="en").draft


def test_the_sender_and_the_one_who_typed_may_differ(tmp_path):
    path = tmp_path / "a.gcm"
    with Desk.create(path, "TM-M", "2026-Q3", maker=OROZOW) as desk:
        entering.enter(desk, desk.key(), "G05.02", "412")
    with Desk.open(path, Maker("Nurow N.")) as desk:
        sending.export(desk, tmp_path / "a.xlsx")
        (revision,) = desk.file.revisions(desk.key()).values()
        (act,) = (act for act in desk.file.acts() if act.subject == f"revision:{revision.id}")
    assert (revision.made_by.name, act.person.name) == ("Orazow B.", "Nurow N.")


def test_an_export_onto_a_full_or_missing_folder_says_so(desk, tmp_path):
    with pytest.raises(UserError):
        sending.export(desk, tmp_path / "nowhere" / "a.xlsx")
    with pytest.raises(UserError, match="E503"):
        sending.export(desk, tmp_path / "a.gcm")
    shutil.rmtree(tmp_path / "nowhere", ignore_errors=True)
