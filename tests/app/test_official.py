import subprocess

import pytest

from gcm_desktop.app.official import NAMES, Official, keep_official, setting_of, stored, with_setting
from gcm_desktop.app.printed_kinds import PrintKind, Wish, gathered, print_paper
from gcm_desktop.app.printed_parts import Parts
from gcm_desktop.domain.units import parse_unit
from gcm_desktop.errors import UserError

SET = {
    "form-number": "1-MIG",
    "form-code": "0613046",
    "order-number": "58",
    "order-date": "10.11.2026",
    "approver": "Deputy head",
    "approver-name": "A. Amanow",
    "signatory": "Head of department",
    "signatory-name": "B. Berdiýew",
    "review-signatory": "Head of the Service",
    "review-signatory-name": "Ç. Çaryýew",
    "office.en": "Migration office of the example",
}


def _set(desk, settings=SET):
    now = stored(desk)
    for name, text in settings.items():
        now = with_setting(now, name, text)
    keep_official(desk, now)


def _text(path):
    return subprocess.run(
        ["pdftotext", "-layout", path, "-"], check=True, capture_output=True
    ).stdout.decode()


def test_every_setting_is_kept_and_can_be_emptied(desk):
    _set(desk)
    assert stored(desk).order_date == "2026-11-10"
    assert {name: setting_of(stored(desk), name) for name in SET if name != "order-date"} == {
        name: text for name, text in SET.items() if name != "order-date"
    }
    _set(desk, dict.fromkeys(NAMES, ""))
    assert stored(desk) == Official()


@pytest.mark.parametrize(
    ("name", "text", "code"), [("colour", "red", "E513"), ("order-date", "2026", "E514")]
)
def test_what_is_no_setting_is_said(desk, name, text, code):
    with pytest.raises(UserError) as caught:
        with_setting(stored(desk), name, text)
    assert caught.value.code == code


def test_the_settings_stand_on_the_pages_of_a_summary(desk, tmp_path):
    _set(desk)
    gathered(desk, Wish(language="en", parts=Parts(goals=frozenset({1}))))(tmp_path / "s.pdf")
    told = _text(tmp_path / "s.pdf")
    for text in ("1-MIG", "0613046", "Deputy head", "A. Amanow", "Head of department", "B. Berdiýew"):
        assert text in told
    assert "MIGRATION OFFICE OF THE EXAMPLE" in told
    assert "order no. 58 of 10 November 2026" in " ".join(told.split())
    assert "Çaryýew" not in told


def test_the_review_is_signed_by_its_own_signatory_and_another_office_keeps_its_name(national, tmp_path):
    _set(national)
    for kind, name in ((PrintKind.REVIEW, "r.pdf"), (PrintKind.BLANK, "b.pdf")):
        unit = parse_unit("MIA") if kind is PrintKind.BLANK else None
        wish = Wish(kind, unit, language="en", parts=Parts(frozenset({"introduction"})))
        print_paper(national, tmp_path / name, wish)
    review, blank = _text(tmp_path / "r.pdf"), _text(tmp_path / "b.pdf")
    assert "Head of the Service" in review
    assert "Ç. Çaryýew" in review
    assert "MIGRATION OFFICE OF THE EXAMPLE" in review
    assert "MIGRATION OFFICE" not in blank
    assert "1-MIG" in blank
