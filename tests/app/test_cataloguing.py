"""A changed catalogue is checked whole, loaded as a new version, and takes nothing from anybody."""

from __future__ import annotations

import shutil

import pytest

from gcm_desktop.app import cataloguing, display, entering, merging, printing, sending, tracing
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.figures import national_figures
from gcm_desktop.app.receiving import Receiving, Status
from gcm_desktop.app.wording import sentence
from gcm_desktop.catalogue import load
from gcm_desktop.domain.catalogue import Fate
from gcm_desktop.domain.records import Revision
from gcm_desktop.domain.units import parse_unit, return_of
from gcm_desktop.domain.values import BLANK, number
from gcm_desktop.errors import UserError
from gcm_desktop.exchange.catalogue_book import write_catalogue
from gcm_desktop.exchange.catalogue_file import load_packed
from gcm_desktop.i18n import words
from gcm_desktop.store import Arrival
from tests.app.conftest import OROZOW
from tests.exchange.catalogue_changes import add_line, changed, column, give_new_code, row_of

ANSWERS = {"G05.02": number("412"), "G05.03": number("7"), "G05.02|SEX=F": number("200")}


@pytest.fixture(scope="session")
def book(tmp_path_factory):
    path = tmp_path_factory.mktemp("catalogue") / "catalogue.xlsx"
    write_catalogue(load(), path, "en")
    return path


def renaming(by):
    """Give visas issued a new code and ask no more for visas refused."""
    by["version"]["A4"].value = "1.1"
    give_new_code(by, "G05.02", "G05.31")
    add_line(by, "renamed", "G05.02", "G05.31")
    add_line(by, "retired", "G05.03")
    rules = by["rules"]
    for row in [row for row in rules.iter_rows(min_row=4) if any(c.value == "G05.03" for c in row[1:])]:
        for cell in row:
            cell.value = None


@pytest.fixture(scope="session")
def newer(book, tmp_path_factory):
    path = tmp_path_factory.mktemp("catalogue") / "newer.xlsx"
    path.write_bytes(changed(book.read_bytes(), renaming))
    return path


@pytest.fixture(scope="session")
def packed(newer, tmp_path_factory):
    path = tmp_path_factory.mktemp("catalogue") / "newer.gcmcat"
    assert cataloguing.pack(newer, path).sound
    return path


@pytest.fixture
def filled(desk):
    entering.enter_many(desk, desk.key(), ANSWERS)
    return desk


def test_an_unchanged_workbook_is_the_version_as_it_stands(book, filled):
    checked = cataloguing.load_version(filled, book)
    assert checked.sound
    assert checked.same
    assert filled.catalogue.digest == load().digest


def test_a_changed_workbook_says_what_it_changes(newer):
    checked = cataloguing.check_version(newer)
    assert checked.sound
    assert checked.issues == ()
    assert [(line.since, line.fate, line.old, line.new) for line in checked.lines] == [
        ("1.1", Fate.RENAMED, ("G05.02",), ("G05.31",)),
        ("1.1", Fate.RETIRED, ("G05.03",), ()),
    ]
    assert checked.counts["indicators"] == len(load().indicators) - 1


@pytest.mark.parametrize("way", ["newer", "packed"])
def test_a_new_version_is_adopted_and_history_stays(filled, way, request):
    before = filled.counts(filled.key())
    checked = cataloguing.load_version(filled, request.getfixturevalue(way))
    assert checked.sound
    assert filled.catalogue == checked.catalogue
    key = filled.key()
    (revision,) = filled.file.revisions(key).values()
    assert revision.catalogue == load().digest
    assert filled.file.held_catalogue(load().digest) == load()
    assert filled.file.current(key).keys() == ANSWERS.keys()  # what was set keeps its code for ever
    shown = {cell: value.text for cell, value in filled.file.cells(key).items()}
    assert shown == {"G05.31": "412", "G05.03": "7", "G05.31|SEX=F": "200"}
    assert filled.counts(key)[5].filled == before[5].filled - 1  # one is asked no more
    assert "G05.03" not in filled.asked_codes(key)
    assert "G05.31" in filled.asked_codes(key)


def test_a_carried_value_is_changed_emptied_and_undone_under_its_new_code(filled, packed):
    cataloguing.load_version(filled, packed)
    key = filled.key()
    entering.enter(filled, key, "G05.31", "412")
    assert filled.file.typed(key) == {}  # nothing was changed
    before = filled.counts(key)[5].filled
    entering.enter_many(filled, key, {"G05.31": BLANK})
    assert "G05.31" not in filled.file.cells(key)
    assert filled.counts(key)[5].filled == before - 1
    filled.file.freeze(key, OROZOW)
    assert "G05.31" not in filled.file.cells(key)
    filled.file.undo(key)
    assert filled.file.cells(key)["G05.31"].text == "412"
    entering.enter(filled, key, "G05.31", "413")
    filled.file.undo(key)
    assert filled.file.cells(key)["G05.31"].text == "412"
    assert filled.counts(key)[5].filled == before
    assert [s.value.text for s in tracing.why(filled, key, "G05.31|SEX=F")] == ["200"]


def test_what_returns_disagree_about_under_an_older_code_is_settled_first(national, packed):
    key = return_of(parse_unit("TM-M"), "2026-Q3")
    digest = national.catalogue.digest
    for n, text in enumerate(("5", "7")):
        rival = Revision(key, (), digest, {"G05.02": number(text)})
        national.file.receive(Arrival(f"{n:064d}", "x.xlsx", "tk", (rival,)), OROZOW)
    cataloguing.load_version(national, packed)
    assert national.conflict_cells(key) == {"G05.31"}
    with pytest.raises(UserError, match="E601"):
        entering.enter(national, key, "G05.31", "6")
    merging.decide(national, key, "G05.02", value=number("7"), reason="asked")
    assert national.file.cells(key)["G05.31"].text == "7"
    entering.enter(national, key, "G05.31", "6")
    assert national_figures(national, "2026-Q3").total("G05.31", "G05.31").number == 6


def test_an_untouched_workbook_of_a_changed_catalogue_holds_no_edit(filled, packed, tmp_path):
    cataloguing.load_version(filled, packed)
    sending.export(filled, tmp_path / "out.xlsx")
    with Receiving(filled) as receiving:
        read = receiving.read(tmp_path / "out.xlsx")
    assert read.edited == ()
    assert {revision.id for revision in read.revisions} == set(filled.file.revisions(filled.key()))


def test_both_ways_give_one_version(newer, packed):
    assert cataloguing.check_version(newer).catalogue == load_packed(packed)


def test_what_is_no_longer_asked_says_where_it_holds_values(filled, packed):
    assert cataloguing.kept(filled) == ()
    cataloguing.load_version(filled, packed)
    visas, refused = cataloguing.kept(filled)
    assert (visas.code, visas.fate, visas.became, visas.cells) == ("G05.02", Fate.RENAMED, ("G05.31",), 2)
    assert (refused.code, refused.fate, refused.since) == ("G05.03", Fate.RETIRED, "1.1")
    assert refused.returns == (filled.key(),)
    assert refused.name == load().indicators["G05.03"].name
    assert tracing.why(filled, filled.key(), "G05.03")[0].value.text == "7"


def test_a_file_with_an_older_version_opens_and_goes_on(packed, tmp_path):
    with Desk.create(tmp_path / "old.gcm", "TM-M", "2026-Q3", maker=OROZOW) as desk:
        entering.enter_many(desk, desk.key(), ANSWERS)
        cataloguing.load_version(desk, packed)
    with Desk.open(tmp_path / "old.gcm", OROZOW) as desk:
        assert desk.catalogue.number == "1.1"
        entering.enter(desk, desk.key(), "G05.31", "413")
        sending.export(desk, tmp_path / "out.xlsx")
        printing.print_summary(desk, tmp_path / "out.pdf", None, "2026-Q3", "tk")
        with pytest.raises(UserError, match="E204"):
            entering.enter(desk, desk.key(), "G05.03", "1")


def test_last_periods_values_stand_beside_todays_codes(filled, packed):
    cataloguing.load_version(filled, packed)
    key = return_of(filled.unit, "2026-Q4")
    assert filled.previous(key)["G05.31"].text == "412"
    assert filled.previous(key)["G05.31|SEX=F"].text == "200"


def test_returns_of_every_version_a_file_holds_are_read(filled, national, packed, tmp_path):
    sending.export(filled, tmp_path / "old.xlsx")
    cataloguing.load_version(filled, packed)
    entering.enter(filled, filled.key(), "G05.31", "413")
    sending.export(filled, tmp_path / "new.xlsx")
    with Receiving(national) as receiving:
        old, new = (receiving.plan([tmp_path / name])[0] for name in ("old.xlsx", "new.xlsx"))
        assert old.status is Status.NEW
        assert new.error.code == "E443"
        assert "1.1" in sentence(words("en"), new.error)
    cataloguing.load_version(national, packed)
    with Receiving(national) as receiving:
        for name in ("old.xlsx", "new.xlsx"):
            (planned,) = receiving.plan([tmp_path / name])
            assert planned.status is Status.NEW
            receiving.take(planned)
    assert national.file.cells(filled.key())["G05.31"].text == "413"
    assert national.file.cells(filled.key())["G05.03"].text == "7"


def test_a_return_of_an_older_version_says_what_became_of_its_codes(filled, national, packed, tmp_path):
    sending.export(filled, tmp_path / "old.xlsx")
    cataloguing.load_version(national, packed)
    entering.enter(national, filled.key(), "G05.31", "500")
    national.file.freeze(filled.key(), OROZOW)
    with Receiving(national) as receiving:
        (planned,) = receiving.plan([tmp_path / "old.xlsx"])
        said = {issue.code: issue for issue in planned.issues}
        about = said["W435"]
        assert "W436" not in said  # a cell that was only renamed is the same cell
        assert planned.status is Status.CONFLICTS
        english = words("en")
        assert sentence(english, about) == (
            "Issued under catalogue 1.0. Codes renamed since: 1; merged: 0; split and kept as unsplit: 0; "
            "no longer asked: 1. Every total stays as it was."
        )
        shown = {display.shown_cell(english, national.catalogue, change.cell) for change in planned.changes}
        assert len(shown) == len(ANSWERS)
        receiving.take(planned)
    ((_, cell, standing),) = national.file.conflicts(filled.key())
    assert (cell, {one.value.text for one in standing.candidates}) == ("G05.31", {"412", "500"})
    assert national.counts(filled.key())[5].conflicts == 1
    assert len(tracing.chain(national, filled.key(), "G05.31").links) == 2
    merging.decide(national, filled.key(), "G05.31", value=number("500"), reason="asked")
    assert national.file.cells(filled.key())["G05.31"].text == "500"
    assert national.file.conflicts(filled.key()) == ()


def test_a_national_total_unites_returns_of_two_versions(filled, national, packed, tmp_path):
    sending.export(filled, tmp_path / "old.xlsx")
    with Desk.create(tmp_path / "TM-A.gcm", "TM-A", "2026-Q3", maker=OROZOW) as other:
        cataloguing.load_version(other, packed)
        entering.enter(other, other.key(), "G05.31", "100")
        sending.export(other, tmp_path / "new.xlsx")
    cataloguing.load_version(national, packed)
    with Receiving(national) as receiving:
        for planned in receiving.plan([tmp_path / "old.xlsx", tmp_path / "new.xlsx"]):
            receiving.take(planned)
    total = national_figures(national, "2026-Q3").total("G05.31", "G05.31")
    assert (total.number, total.answered) == (512, 2)
    entering.enter(national, filled.key(), "G05.31", "5")
    national.file.freeze(filled.key(), OROZOW)
    entering.enter_many(national, filled.key(), {"G05.31": BLANK})  # emptied on purpose
    total = national_figures(national, "2026-Q3").total("G05.31", "G05.31")
    assert (total.number, total.answered) == (100, 1)


def number_not_raised(by):
    renaming(by)
    by["version"]["A4"].value = "1.0"


def meaning_changed(by):
    renaming(by)
    sheet = by["indicators"]
    sheet.cell(row_of(sheet, "G05.01"), column(sheet, "measure")).value = "stock_end_of_period"


def meaning_changed_on_the_way(by):
    renaming(by)
    sheet = by["indicators"]
    sheet.cell(row_of(sheet, "G05.31"), column(sheet, "unit")).value = "DAYS"


def still_referred_to(by):
    by["version"]["A4"].value = "1.1"
    add_line(by, "retired", "G05.03")


def area_taken_out(by):
    by["version"]["A4"].value = "1.1"
    sheet = by["areas"]
    for cell in sheet[row_of(sheet, "TM-M-52")]:
        cell.value = None


def line_to_nowhere(by):
    by["version"]["A4"].value = "1.1"
    add_line(by, "split", "G05.02", "G05.31")


def name_missing(by):
    renaming(by)
    sheet = by["codes"]
    sheet.cell(5, column(sheet, "name.ru")).value = None


@pytest.mark.parametrize(
    ("damage", "code", "sheet"),
    [
        (number_not_raised, "C122", "Version"),
        (meaning_changed, "C120", "Indicators"),
        (meaning_changed_on_the_way, "C120", "Indicators"),
        (still_referred_to, "C103", "Rules"),
        (area_taken_out, "C127", ""),
        (line_to_nowhere, "C125", "Crosswalk"),
        (name_missing, "C112", "Entries of lists"),
    ],
)
def test_a_workbook_with_faults_changes_nothing(filled, book, tmp_path, damage, code, sheet):
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(changed(book.read_bytes(), damage))
    journal = filled.file.journal()
    checked = cataloguing.load_version(filled, broken)
    assert not checked.sound
    found = {issue.code: issue for issue in checked.issues}
    assert found[code].where.sheet == sheet
    assert bool(found[code].where.ref) is bool(sheet) or code == "C127"
    assert filled.catalogue.digest == load().digest
    assert filled.file.journal() == journal
    assert not cataloguing.pack(broken, tmp_path / "out.gcmcat").sound
    assert not (tmp_path / "out.gcmcat").exists()


def test_a_version_is_loaded_once_and_an_older_one_never(filled, packed, book):
    cataloguing.load_version(filled, packed)
    again = cataloguing.load_version(filled, packed)
    assert again.same
    assert filled.file.journal()[0].kind == "catalogue"
    back = cataloguing.load_version(filled, book)
    assert not back.sound
    assert "C122" in {issue.code for issue in back.issues}
    assert filled.catalogue.number == "1.1"


def test_a_workbook_of_a_version_unknown_here_is_refused(filled, packed, tmp_path):
    cataloguing.load_version(filled, packed)
    cataloguing.export_book(tmp_path / "from.xlsx", "ru", filled)
    with pytest.raises(UserError, match="E442"):
        cataloguing.check_version(tmp_path / "from.xlsx")
    assert cataloguing.check_version(tmp_path / "from.xlsx", filled).same


def test_files_are_named_as_what_they_are(desk, book, tmp_path):
    with pytest.raises(UserError, match="E503"):
        cataloguing.export_book(tmp_path / "catalogue.xls", "tk")
    with pytest.raises(UserError, match="E506"):
        cataloguing.pack(book, tmp_path / "catalogue.zip")
    shutil.copy(book, tmp_path / "renamed.gcmcat")
    with pytest.raises(UserError, match="E441"):
        cataloguing.check_version(tmp_path / "renamed.gcmcat", desk)
