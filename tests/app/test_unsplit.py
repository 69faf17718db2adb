"""What was asked as one and is asked as two now waits beside them, and says so."""

from dataclasses import replace

import pytest

from gcm_desktop.app import entering, unsplit
from gcm_desktop.catalogue import load
from gcm_desktop.catalogue.loading import sealed
from gcm_desktop.domain.catalogue import CrosswalkLine, Fate
from gcm_desktop.domain.units import return_of
from gcm_desktop.i18n import words


@pytest.fixture
def split(desk):
    """Type a figure and give it away to two codes."""
    entering.enter(desk, desk.key(), "G05.02", "412")
    entering.enter(desk, desk.key(), "G05.02|SEX=F", "200")
    desk.file.freeze(desk.key(), desk.maker)
    own = load()
    old = own.indicators["G05.02"]
    kept = {code: one for code, one in own.indicators.items() if code != "G05.02"}
    both = {code: replace(old, code=code) for code in ("G05.31", "G05.32")}
    line = CrosswalkLine("1.1", Fate.SPLIT, ("G05.02",), ("G05.31", "G05.32"))
    desk.adopt(sealed(replace(own, number="1.1", indicators=kept | both, crosswalk=(line,))))
    return desk


def test_each_of_the_new_codes_shows_what_waits_and_under_which_name(split):
    english = words("en")
    name = load().indicators["G05.02"].name.en
    for cell, text in (("G05.31", "412"), ("G05.32", "412"), ("G05.32|SEX=F", "200")):
        (one,) = unsplit.waiting(split, split.key(), cell)
        assert unsplit.told(english, split, one) == (
            f"2026 Q3: {text} for G05.02 «{name}», asked until version 1.1; not yet split."
        )
    assert unsplit.waiting(split, split.key(), "G05.01") == ()
    assert unsplit.waiting(split, split.key(), "N05.progress") == ()


def test_the_period_before_is_told_too(split):
    key = return_of(split.unit, "2026-Q4")
    (one,) = unsplit.waiting(split, key, "G05.31")
    assert one.key == split.key()
