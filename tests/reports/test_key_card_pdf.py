"""The key card: one page of keys and signs, the checks on its back."""

import subprocess

import pytest

from gcm_desktop.app.desk import Desk
from gcm_desktop.app.key_card import GROUPS, SIGNS, print_card
from gcm_desktop.i18n import words
from gcm_desktop.reports.card_signs import _SIGNS
from tests.reports.reading import assert_well_set


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    with Desk.create(tmp_path_factory.mktemp("card") / "TM-M.gcm", "TM-M", "2026-Q3", listed=False) as desk:
        yield desk


@pytest.fixture(scope="module", params=["tk", "ru", "en"])
def card(request, desk, tmp_path_factory):
    path = tmp_path_factory.mktemp("card") / "card.pdf"
    assert print_card(desk, path, request.param) == 2
    return desk, request.param, path


def _text(path, page):
    command = ["pdftotext", "-f", str(page), "-l", str(page), path, "-"]
    return " ".join(subprocess.run(command, capture_output=True, check=True, text=True).stdout.split())


def test_every_key_and_sign_stands_on_the_front(card):
    _, language, path = card
    text, say = _text(path, 1), words(language).say
    for _, lines in GROUPS:
        for keys, told in lines:
            assert say(told) in text
            assert all(key in text for key in keys)
    assert all(say(told) in text for _, told in SIGNS)


def test_every_check_stands_on_the_back(card):
    desk, _, path = card
    text = _text(path, 2)
    assert all(number in text for number in desk.catalogue.rule_texts)


def test_the_card_is_well_set(card):
    assert_well_set(card[2])


def test_every_sign_is_drawn():
    assert {sign for sign, _ in SIGNS} <= _SIGNS.keys()


def test_only_embedded_faces_are_used(card):
    faces = subprocess.run(["pdffonts", card[2]], capture_output=True, check=True, text=True).stdout
    assert all(" yes " in line for line in faces.splitlines()[2:])
