"""The letter to a unit: one page, figures in words, the same bytes each time."""

import subprocess

import pytest

from gcm_desktop.app import acting, letters, remarking
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.entering import enter
from gcm_desktop.domain.records import Maker
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import words
from tests.reports.reading import assert_as_kept, assert_well_set

WORDS = {"tk": "12 (on iki) sany", "ru": "12 (двенадцать)", "en": "12 (twelve)"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    folder = tmp_path_factory.mktemp("letters")
    maker = Maker("Orazow M.", "baş hünärmen", "0123456789abcdef")
    with Desk.create(folder / "n.gcm", "", "2026-Q3", national=True, maker=maker, listed=False) as desk:
        accepted, remarked = desk.key("TM-M"), desk.key("TM-L")
        desk.file.ensure_return(accepted)
        enter(desk, accepted, "G05.01", "412")
        acting.act(desk, "accept", accepted, date="2026-10-09")
        asked = [remarking.own("Näme üçin? Почему? " * 8, f"G05.0{n}") for n in (1, 2)] * 6
        remarking.send_back(desk, folder / "remarks.xlsx", remarked, asked)
        yield desk


def _text(path):
    command = ["pdftotext", "-layout", path, "-"]
    return " ".join(subprocess.run(command, capture_output=True, check=True, text=True).stdout.split())


def _pages(path):
    found = subprocess.run(["pdfinfo", path], capture_output=True, check=True, text=True).stdout
    return int(found.split("Pages:")[1].split()[0])


@pytest.mark.parametrize("language", ["tk", "ru", "en"])
def test_an_accepted_return_is_told_so_with_the_day_of_the_act(desk, tmp_path, language):
    out, say = tmp_path / "letter.pdf", words(language)
    assert letters.print_letter(desk, out, desk.key("TM-M"), language, "07-15/3") == letters.ACCEPTED
    text = _text(out)
    assert say.say("The return is accepted.") in text
    assert "№ 07-15/3" in text
    assert say.period("2026-Q3") in text
    assert ("09.10.2026" in text) is (language != "en")


@pytest.mark.parametrize("language", ["tk", "ru", "en"])
def test_remarks_stay_on_one_page_and_their_number_stands_in_words(desk, tmp_path, language):
    out = tmp_path / "letter.pdf"
    assert letters.print_letter(desk, out, desk.key("TM-L"), language) == letters.REMARKS
    assert _pages(out) == 1
    assert_as_kept(out, f"letter-{language}")
    assert_well_set(out, 60)
    assert WORDS[language] in _text(out)


def test_the_same_letter_is_the_same_bytes(desk, tmp_path):
    one, other = tmp_path / "one.pdf", tmp_path / "other.pdf"
    for out in (one, other):
        letters.print_letter(desk, out, desk.key("TM-M"), "tk")
    assert one.read_bytes() == other.read_bytes()


def test_no_letter_follows_from_a_return_nobody_answered(desk, tmp_path):
    with pytest.raises(UserError, match="E634"):
        letters.print_letter(desk, tmp_path / "letter.pdf", desk.key("TM-A"))
