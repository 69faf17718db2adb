"""A closed year leaves for a file beside; nothing of it is lost, and it comes back as it was."""

import shutil
from pathlib import Path

import pytest

from gcm_desktop.app import acting, archiving, entering, history, merging, periods, sending, tracing
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.figures import national_figures
from gcm_desktop.app.receiving import Receiving, Status
from gcm_desktop.domain.merge import current
from gcm_desktop.domain.records import ActKind
from gcm_desktop.domain.units import parse_unit, return_of
from gcm_desktop.domain.values import number
from gcm_desktop.errors import UserError
from tests.app.conftest import OROZOW

UNIT = parse_unit("TM-M")
Q = {text: return_of(UNIT, text) for text in ("2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1")}
OLD = [key for key in Q.values() if key.period < "2026"]


@pytest.fixture(scope="module")
def sent(tmp_path_factory):
    """Give a folder with an office's file of four quarters of 2025, sent and corrected, and a begun 2026."""
    folder = tmp_path_factory.mktemp("years")
    with Desk.create(folder / "TM-M.gcm", "TM-M", "2025-Q1", maker=OROZOW, listed=False) as desk:
        for n, key in enumerate(OLD, start=1):
            periods.begin(desk, UNIT, key.period)
            entering.enter_many(desk, key, {"G05.02": number(str(100 * n)), "G05.02|SEX=F": number(str(n))})
            sending.export(desk, folder / f"{key.period}.xlsx")
        entering.enter(desk, OLD[0], "G05.02", "111")
        sending.export(desk, folder / "corrected.xlsx", period="2025-Q1")
        periods.begin(desk, UNIT, "2026-Q1")
    return folder


@pytest.fixture
def years(sent, tmp_path):
    with Desk.open(Path(shutil.copy(sent / "TM-M.gcm", tmp_path)), OROZOW, listed=False) as desk:
        yield desk


def everything(desk):
    """Give all that a file knows of the old year."""
    return {
        key: (
            desk.file.revisions(key),
            desk.file.current(key),
            desk.file.heads(key),
            desk.file.links(key),
            desk.file.counts(key),
            desk.file.journal(key=key),
            desk.file.can_undo(key),
            sending.check_code(desk, key),
        )
        for key in OLD
    }


def looked_back(desk):
    key = Q["2026-Q1"]
    return (
        desk.previous(key),
        desk.last_year(key),
        history.past(desk, key),
        history.usual_figures(history.past(desk, key), "G05.02"),
        periods.structure(desk, key),
        periods.held(desk, UNIT),
    )


def test_a_year_leaves_is_looked_back_at_and_comes_back_as_it_was(years):
    before, seen, acts = everything(years), looked_back(years), years.file.acts()
    counts = [years.counts(key) for key in OLD]
    path = archiving.archive(years, "2025")
    assert path.name == "TM-M 2025 archive.gcm"
    assert years.file.returns() == (years.registers_key(), Q["2026-Q1"])
    assert looked_back(years) == seen
    assert seen[3] is not None
    assert years.file.acts() == acts
    assert [years.counts(key) for key in OLD] == counts
    assert all(acting.state_of(years, key) is ActKind.LOCKED for key in OLD)
    assert [one.year for one in archiving.archives(years)] == ["2025"]
    assert archiving.closed_years(years) == ()
    assert archiving.bring_back(years, "2025") == tuple(OLD)
    assert everything(years) == before
    assert all(current(years.file.history(), key) == years.file.current(key) for key in OLD)
    assert years.file.archives() == ()
    assert path.exists()


def test_the_archive_is_a_file_of_its_own_that_is_only_read(years):
    before = everything(years)
    path = archiving.archive(years, "2025")
    with Desk.open(path, OROZOW, listed=False) as desk:
        assert desk.file.view_only
        assert desk.period == "2025-Q4"
        assert everything(desk) == before
        assert periods.is_closed(desk, OLD[0])
        desk.show(UNIT, "2025-Q2")
        assert desk.period == "2025-Q2"
        with pytest.raises(UserError, match="E321"):
            entering.enter(desk, OLD[0], "G05.02", "1")
    assert not path.with_name(path.name + "-wal").exists()


def test_an_archived_return_is_read_and_not_written(years):
    archiving.archive(years, "2025")
    key = periods.begin(years, UNIT, "2025-Q2")
    assert years.file.cells(key)["G05.02"].text == "200"
    assert periods.is_closed(years, key)
    with pytest.raises(UserError, match="E320"):
        entering.enter(years, key, "G05.02", "1")
    with pytest.raises(UserError, match="E320"):
        sending.export(years, years.file.path.with_name("x.xlsx"), period="2025-Q2")


def test_a_late_return_of_an_archived_year_waits_until_the_year_is_back(years, tmp_path):
    with Desk.create(tmp_path / "twin.gcm", "TM-M", "2025-Q3", maker=OROZOW) as twin:
        entering.enter(twin, twin.key(), "G05.03", "9")
        sending.export(twin, tmp_path / "late.xlsx")
    archiving.archive(years, "2025")
    with Receiving(years) as receiving:
        (planned,) = receiving.plan([tmp_path / "late.xlsx"])
        assert planned.status is Status.REFUSED
        assert planned.error.code == "E320"
        archiving.bring_back(years, "2025")
        (planned,) = receiving.plan([tmp_path / "late.xlsx"])
        receiving.take(planned)
    assert years.file.cells(OLD[2])["G05.03"].text == "9"


def test_a_year_goes_twice_and_the_second_archive_does_not_overwrite_the_first(years):
    first = archiving.archive(years, "2025")
    archiving.bring_back(years, "2025")
    assert archiving.archive(years, "2025") == first  # nothing changed: it holds the year already
    archiving.bring_back(years, "2025")
    entering.enter(years, OLD[0], "G05.02", "112")
    second = archiving.archive(years, "2025", confirmed=True)
    assert second.name == "TM-M 2025 archive 2.gcm"
    with pytest.raises(UserError, match="E322"):
        archiving.bring_back(years, "2025", first)
    archiving.bring_back(years, "2025", second)
    assert years.file.cells(OLD[0])["G05.02"].text == "112"


def test_a_year_with_something_open_leaves_only_when_a_person_says_so(years):
    entering.enter(years, OLD[1], "G05.03", "4")
    (closed,) = archiving.closed_years(years)
    assert closed.unsent == (OLD[1],)
    with pytest.raises(UserError, match="E327"):
        archiving.archive(years, "2025")
    archiving.archive(years, "2025", confirmed=True)
    archiving.bring_back(years, "2025")
    assert years.file.cells(OLD[1])["G05.03"].text == "4"


@pytest.mark.parametrize(("year", "code"), [("2026", "E326"), ("2019", "E323")])
def test_a_year_that_goes_on_or_never_was_stays(years, year, code):
    with pytest.raises(UserError, match=code):
        archiving.archive(years, year)
    with pytest.raises(UserError, match="E323"):
        archiving.bring_back(years, year)


def test_after_the_year_on_screen_left_a_later_return_is_shown(years):
    years.show(UNIT, "2025-Q4")
    archiving.archive(years, "2025")
    assert years.period == "2026-Q1"


def test_the_national_table_of_an_archived_year_still_adds_up(sent, national, tmp_path):
    later = tmp_path / "later.xlsx"
    with Desk.create(tmp_path / "TM-A.gcm", "TM-A", "2026-Q1", maker=OROZOW, listed=False) as other:
        entering.enter(other, other.key(), "G05.02", "8")
        sending.export(other, later)
    with Receiving(national) as receiving:
        for planned in receiving.plan([sent / "corrected.xlsx", sent / "2025-Q2.xlsx"]):
            receiving.take(planned)
    before = [national_figures(national, p).total("G05.02", "G05.02") for p in ("2025-Q1", "2025-Q2")]
    record = merging.imports(national)[0]
    periods.begin(national, parse_unit("TM-A"), "2026-Q1")
    with Receiving(national) as receiving:  # a file of another year, which is no matter of the archive
        (planned,) = receiving.plan([later])
        receiving.take(planned)
    archiving.archive(national, "2025")
    after = [national_figures(national, p).total("G05.02", "G05.02") for p in ("2025-Q1", "2025-Q2")]
    assert after == before
    assert [total.number for total in after] == [111, 200]
    with pytest.raises(UserError, match="E324"):
        merging.withdraw(national, record.id, "wrong")
    archiving.bring_back(national, "2025")
    merging.withdraw(national, record.id, "wrong")
    assert national_figures(national, "2025-Q1").total("G05.02", "G05.02").number is None
    merging.put_back(national, record.id, "right")
    assert national_figures(national, "2025-Q1").total("G05.02", "G05.02") == before[0]


def test_a_value_of_an_archived_year_says_where_its_chain_lies(years, tmp_path):
    before = tracing.chain(years, OLD[0], "G05.02")
    made = archiving.archive(years, "2025", confirmed=True)
    away = tracing.chain(years, OLD[0], "G05.02")
    assert (away.value, away.links, away.archive.name) == (before.value, (), made.name)
    assert tracing.chain(years, Q["2026-Q1"], "G05.02").archive is None
    with archiving.looked_into(years, away.archive) as there:
        assert tracing.chain(there, OLD[0], "G05.02") == before
        assert there.file.view_only
    moved = made.rename(made.with_name("elsewhere.gcm"))
    with archiving.looked_into(years, away.archive, moved) as there:
        assert tracing.why(there, OLD[0], "G05.02")
    with pytest.raises(UserError, match="E322"):
        archiving.looked_into(years, away.archive, shutil.copy(years.file.path, tmp_path / "no.gcm"))
