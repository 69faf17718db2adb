"""Answers leave as tables of data and arrive as returns do: shown first, one transaction, taken back."""

import csv

import pytest

from gcm_desktop.app import data_arriving, entering, merging, sending
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.exporting import DataForm, Scope, export_data, file_name
from gcm_desktop.app.inbox import Inbox
from gcm_desktop.app.receiving import Receiving, Status
from gcm_desktop.domain.units import parse_unit, return_of
from gcm_desktop.errors import UserError

MARY = return_of(parse_unit("TM-M"), "2026-Q3")
AHAL = return_of(parse_unit("TM-A"), "2026-Q3")
SPAN = return_of(parse_unit("TM-M"), "2019-01-01/P18M")
ALL = Scope()


def type_in(desk, key, *cells):
    for text in cells:
        cell, _, typed = text.rpartition("=")
        entering.enter(desk, key, cell, typed)


def plan(desk, path):
    return data_arriving.plan(desk, data_arriving.read(path, desk.file.held_versions(), desk.catalogue), path)


@pytest.fixture
def mary(desk):
    type_in(
        desk,
        MARY,
        "G05.02=412",
        "G05.02|SEX=F=200",
        "G02.03=?L",
        "G02.02=~30",
        "G02.04=x",
        "N05.progress=good",
    )
    entering.note(desk, MARY, "G05.02", "=1+1")
    type_in(desk, SPAN, "G05.01=46")
    return desk


def test_a_table_among_the_files_that_arrive_is_ticked_and_taken_like_a_return(mary, national, tmp_path):
    out, odd = tmp_path / "out.csv", tmp_path / "odd.csv"
    export_data(mary, out, DataForm.SDMX_2, ALL)
    odd.write_text("a;b\n1;2\n", encoding="utf-8")
    with Receiving(national) as receiving:
        inbox = Inbox(national, receiving)
        for path, found in receiving.read_each([out, odd]):
            inbox.add(path, found)
        table, none = inbox.entries
        assert (none.planned.status, none.planned.error.code) == (Status.REFUSED, "E452")
        assert (table.ticked, table.counts.new, set(table.planned.keys)) == (True, 7, {MARY, SPAN})
        assert [entry.taken for entry in inbox.take()] == [True]
        assert national.file.cells(MARY)["G05.02"] == mary.file.cells(MARY)["G05.02"]
        (again,) = receiving.plan([out])
        assert again.status is Status.KNOWN
    (record,) = merging.imports(national)
    assert (record.name, record.id) == ("out.csv", table.planned.digest)
    merging.withdraw(national, record.id, "twice")
    assert national.file.cells(MARY) == {}


def test_a_table_is_shown_as_it_looks_once_the_return_before_it_is_taken(mary, national, tmp_path):
    export_data(mary, tmp_path / "out.csv", DataForm.EXCEL, ALL)
    sending.export(mary, tmp_path / "return.xlsx", "TM-M", "2026-Q3")
    with Receiving(national) as receiving:
        first, second = receiving.plan([tmp_path / "return.xlsx", tmp_path / "out.csv"])
    assert first.status is Status.NEW
    assert {change.cell for change in second.changes} == {"G05.01"}  # of the span, which the return lacks


@pytest.mark.parametrize("form", DataForm)
def test_an_empty_file_becomes_what_the_other_one_says(mary, national, tmp_path, form):
    out = tmp_path / "out.csv"
    done = export_data(mary, out, form, ALL)
    planned = plan(national, out)

    assert (done.observations, done.returns, done.left_out) == (7, 2, 0)
    assert (planned.status, len(planned.returns), planned.issues) == (Status.NEW, 2, ())
    assert national.file.cells(MARY) == {}  # nothing is written before it is taken

    data_arriving.take(national, planned)

    for key in (MARY, SPAN):
        ours, theirs = mary.file.cells(key), national.file.cells(key)
        assert ours.keys() == theirs.keys()
        assert all(value.same_as(theirs[cell]) for cell, value in ours.items())
    assert plan(national, out).status is Status.KNOWN


def test_the_same_answers_give_the_same_bytes(mary, tmp_path):
    for name in ("a.csv", "b.csv"):
        export_data(mary, tmp_path / name, DataForm.SDMX_2, ALL)

    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


def test_an_import_is_taken_back_whole(mary, national, tmp_path):
    export_data(mary, tmp_path / "out.csv", DataForm.SDMX_1, ALL)
    receipt = data_arriving.take(national, plan(national, tmp_path / "out.csv"))

    merging.withdraw(national, receipt.import_id, "by mistake")

    assert national.file.cells(MARY) == national.file.cells(SPAN) == {}


def test_a_corrected_table_replaces_what_it_rested_on(mary, tmp_path):
    mary.file.freeze(MARY, mary.maker)
    export_data(mary, tmp_path / "out.csv", DataForm.SDMX_1, Scope(MARY.unit, MARY.period))
    text = (tmp_path / "out.csv").read_text(encoding="utf-8").replace(",412,", ",415,")
    (tmp_path / "new.csv").write_text(text, encoding="utf-8")

    planned = plan(mary, tmp_path / "new.csv")
    data_arriving.take(mary, planned)

    assert [(change.cell, planned.status) for change in planned.changes] == [("G05.02", Status.NEW)]
    assert mary.file.cells(MARY)["G05.02"].text == "415"


def test_a_table_without_history_that_says_otherwise_is_a_conflict(mary, tmp_path):
    (tmp_path / "x.csv").write_text(
        "DATAFLOW,OFFICE,REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE\n"
        "TDMG:DF_GCM_TM(1.0.0),SMS,TM-M,G05_02,2026-Q3,500\n",
        encoding="utf-8",
    )
    assert plan(mary, tmp_path / "x.csv").status is Status.CONFLICTS


def test_a_table_that_says_the_same_changes_nothing(mary, tmp_path):
    export_data(mary, tmp_path / "out.csv", DataForm.EXCEL, ALL)

    planned = plan(mary, tmp_path / "out.csv")

    assert planned.status is Status.NOTHING_NEW
    assert data_arriving.take(mary, planned) is None
    assert mary.file.imports() == ()


def test_an_office_takes_no_other_unit(mary, tmp_path):
    with Desk.create(tmp_path / "TM-A.gcm", "TM-A", "2026-Q3") as ahal:
        type_in(ahal, AHAL, "G05.02=1")
        export_data(ahal, tmp_path / "a.csv", DataForm.SDMX_1, ALL)
    with pytest.raises(UserError) as refused:
        plan(mary, tmp_path / "a.csv")
    assert refused.value.code == "E492"


def test_national_figures_stand_beside_the_units_and_are_not_taken_in(national, tmp_path):
    type_in(national, MARY, "G05.02=400", "G05.01=1")
    type_in(national, AHAL, "G05.02=12")
    export_data(national, tmp_path / "n.csv", DataForm.SDMX_2, Scope(None, "2026-Q3", nation=True))
    with (tmp_path / "n.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["OFFICE"] == "_T"]

    asked = rows[0]["UNITS_ASKED"]
    assert [(row["INDICATOR"], row["OBS_VALUE"], row["UNITS_ANSWERED"]) for row in rows] == [
        ("G05_01", "1", "1"),
        ("G05_02", "412", "2"),
    ]
    assert int(asked) > 2
    assert [issue.code for issue in plan(national, tmp_path / "n.csv").issues] == ["W453"]


def test_unread_cells_and_conflicts_are_left_out_and_counted(mary, tmp_path):
    type_in(mary, MARY, "G05.01=412 adam")

    done = export_data(mary, tmp_path / "out.csv", DataForm.SDMX_1, Scope(MARY.unit, MARY.period))

    assert (done.observations, done.left_out) == (6, 1)


def test_a_table_has_a_name_that_sorts(mary):
    scope = Scope(MARY.unit, MARY.period)

    assert file_name(mary, DataForm.SDMX_2, scope) == "2026-Q3_TM-M_sdmx-2.0.csv"
    assert file_name(mary, DataForm.EXCEL, ALL) == "all_TM-all_excel.csv"


@pytest.mark.parametrize(
    ("name", "scope", "code"),
    [
        ("out.xlsx", ALL, "E456"),
        ("out.csv", Scope(period="1999"), "E457"),
        ("out.csv", Scope(nation=True), "E458"),
    ],
)
def test_what_cannot_be_written_is_said(mary, tmp_path, name, scope, code):
    with pytest.raises(UserError) as refused:
        export_data(mary, tmp_path / name, DataForm.SDMX_1, scope)
    assert refused.value.code == code
    assert not (tmp_path / name).exists()
