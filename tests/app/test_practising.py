"""The practice velayat: every planted mistake shows, can be put right, and stays apart from real returns."""

import pytest

from gcm_desktop.app import checking, entering, practising, receiving, sending
from gcm_desktop.app.desk import Desk
from gcm_desktop.catalogue import check, load, national_units, units, valid_areas
from gcm_desktop.domain.periods import parse_period
from gcm_desktop.domain.units import return_of
from gcm_desktop.errors import Severity, UserError

KEY = return_of(practising.UNIT, practising.period())
OPEN = (Severity.ERROR, Severity.WARNING, Severity.COMMENT)


@pytest.fixture
def practice(tmp_path):
    with practising.create(tmp_path / "practice.gcm", "tk", listed=False) as desk:
        yield desk


def _open(desk):
    return [issue for issue in checking.findings(desk, KEY, complete=True) if issue.severity in OPEN]


def test_every_planted_mistake_shows_where_the_solutions_say(practice):
    shown = {(issue.code, issue.where.cell) for issue in _open(practice)}
    assert {(mistake.rule, mistake.cell) for mistake in practising.mistakes()} <= shown


def test_nothing_is_left_open_once_the_mistakes_are_put_right(practice):
    for mistake in practising.mistakes():
        before = len(_open(practice))
        entering.enter_many(practice, KEY, practising.right_values(practice, mistake))
        assert len(_open(practice)) < before
    assert _open(practice) == []


def test_undo_does_not_lead_behind_the_beginning(practice):
    assert not practice.file.can_undo(KEY)


def test_earlier_periods_stand_beside_the_one_to_correct(practice):
    assert practice.previous(KEY)["G23.02"].text == "15"
    assert practice.last_year(KEY)["G23.02"].text == "13"


@pytest.mark.parametrize("language", ["tk", "ru", "en"])
def test_exercise_and_solutions_lie_beside_the_file(tmp_path, language):
    first = practising.start(tmp_path, language)
    first.close()
    second = practising.start(tmp_path, language)
    second.close()
    assert first.file.path != second.file.path
    name = load().areas["TM-XX"].name.of(language)
    texts = sorted(path.read_text("utf-8-sig") for path in tmp_path.glob(f"{name} – *.txt"))
    assert len(texts) == 2
    assert all(mistake.what.of(language) in texts[0] + texts[1] for mistake in practising.mistakes())


def test_a_practice_return_is_refused_by_real_files(practice, desk, national, tmp_path):
    out = tmp_path / "practice.xlsx"
    sending.export(practice, out)
    for real in (desk, national):
        with receiving.Receiving(real) as taking:
            (planned,) = taking.plan([out])
        assert planned.error.code == "E494"
        assert taking.take(planned) is None


def test_a_real_return_is_refused_by_a_practice_file(practice, desk, tmp_path):
    out = tmp_path / "real.xlsx"
    sending.export(desk, out)
    with receiving.Receiving(practice) as taking:
        (planned,) = taking.plan([out])
    assert planned.error.code == "E495"


def test_the_national_file_does_not_know_the_practice_velayat(national, tmp_path):
    with pytest.raises(UserError) as refused:
        national.key("TM-XX")
    assert refused.value.code == "E213"
    with pytest.raises(UserError) as refused:
        Desk.create(tmp_path / "x.gcm", "TM-XX", "2026-Q3", national=True, listed=False)
    assert refused.value.code == "E213"
    assert not (tmp_path / "x.gcm").exists()


def test_the_practice_velayat_is_in_no_list_of_real_units():
    catalogue, quarter = load(), parse_period("2026-Q3")
    assert practising.UNIT not in (*units(catalogue, quarter), *national_units(catalogue, quarter))
    assert "TM-XX" not in {area.code for area in valid_areas(catalogue, quarter.last_day)}
    assert check()[0] == []
