"""One version after another: codes lead somewhere, never change their meaning and never come back."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gcm_desktop.catalogue import became, carried, dump, forebears, load, parse
from gcm_desktop.catalogue.crosswalk import completed, follows, order, since
from gcm_desktop.catalogue.loading import sealed
from gcm_desktop.domain.catalogue import CrosswalkLine, Fate, Measure
from gcm_desktop.domain.text import Text3
from gcm_desktop.domain.values import Precision, State, Value, number


def renamed(catalogue, old="G05.02", new="G05.31", version="1.1"):
    """Give a version in which one indicator has a new code and nothing else differs."""
    indicators = {
        new if code == old else code: replace(indicator, code=new) if code == old else indicator
        for code, indicator in catalogue.indicators.items()
    }
    line = CrosswalkLine("", Fate.RENAMED, (old,), (new,))
    lines = (*catalogue.crosswalk, line)
    return completed(catalogue, replace(catalogue, number=version, indicators=indicators, crosswalk=lines))


def without(catalogue, code, version="1.1"):
    indicators = {known: i for known, i in catalogue.indicators.items() if known != code}
    return completed(catalogue, replace(catalogue, number=version, indicators=indicators))


def changed(catalogue, code="G05.02", version="1.1", **changes):
    indicators = {**catalogue.indicators, code: replace(catalogue.indicators[code], **changes)}
    return completed(catalogue, replace(catalogue, number=version, indicators=indicators))


def codes(issues):
    return [issue.code for issue in issues]


def test_what_went_without_a_word_is_retired_and_what_came_is_added():
    went = without(load(), "G05.02")
    assert went.crosswalk == (CrosswalkLine("1.1", Fate.RETIRED, ("G05.02",), ()),)
    came = completed(went, replace(load(), number="1.2", crosswalk=went.crosswalk))
    assert came.crosswalk[1:] == (CrosswalkLine("1.2", Fate.ADDED, (), ("G05.02",)),)


def test_a_version_keeps_its_crosswalk_through_its_bytes():
    newer = renamed(load())
    assert parse(dump(newer)) == newer
    assert b"crosswalk" not in dump(load())


def test_a_renamed_indicator_follows_and_several_versions_may_be_skipped():
    second = renamed(load())
    third = without(second, "G05.03", version="2.0")
    assert codes(follows(load(), second)) == []
    assert codes(follows(second, third)) == []
    assert codes(follows(load(), third)) == []
    assert [line.fate for line in since(third.crosswalk, "1.0")] == [Fate.RENAMED, Fate.RETIRED]


@pytest.mark.parametrize(
    ("version", "code"),
    [
        (lambda c: changed(c, measure=Measure.STOCK), "C120"),
        (lambda c: changed(c, unit="DAYS"), "C120"),
        (lambda c: changed(renamed(c, "G05.03", "G05.32"), version="1.2", unit="DAYS"), "C120"),
        (lambda c: changed(c, version="1.0", note="x"), "C122"),
        (lambda c: changed(c, version="one", note="x"), "C122"),
        (lambda c: changed(c, name=Text3("a", "b", "c")), "C128"),
        (lambda c: replace(c, number="1.1", areas={}), "C127"),
    ],
)
def test_what_may_not_change_is_found(version, code):
    assert code in codes(follows(load(), sealed(version(load()))))


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (CrosswalkLine("", Fate.RENAMED, ("G05.02",), ("G05.31", "G05.32")), "C125"),
        (CrosswalkLine("", Fate.SPLIT, ("G05.02",), ("G05.31",)), "C125"),
        (CrosswalkLine("", Fate.MERGED, ("G05.02",), ("G05.31",)), "C125"),
        (CrosswalkLine("", Fate.RETIRED, ("G05.02",), ("G05.31",)), "C125"),
        (CrosswalkLine("", Fate.RENAMED, ("G05.02",), ("SEX=F",)), "C125"),
        (CrosswalkLine("", Fate.RETIRED, ("G05.99",), ()), "C123"),
        (CrosswalkLine("", Fate.RENAMED, ("G05.02",), ("G05.03",)), "C124"),
        (CrosswalkLine("0.9", Fate.RETIRED, ("G05.02",), ()), "C133"),
        (CrosswalkLine("9.0", Fate.RETIRED, ("G05.02",), ()), "C133"),
        (CrosswalkLine("soon", Fate.RETIRED, ("G05.02",), ()), "C133"),
        (CrosswalkLine("", Fate.RETIRED, ("G05.02",), ()), "C121"),  # its row is still there
    ],
)
def test_a_line_that_does_not_fit_is_found(line, code):
    newer = completed(load(), replace(load(), number="1.1", crosswalk=(line,)))
    assert code in codes(follows(load(), newer))


def test_one_code_goes_one_way():
    twice = (
        CrosswalkLine("1.1", Fate.RENAMED, ("G05.02",), ("G05.31",)),
        CrosswalkLine("1.1", Fate.RETIRED, ("G05.02",), ()),
    )
    assert "C126" in codes(follows(load(), replace(renamed(load()), crosswalk=twice)))


def test_a_code_that_was_given_up_never_returns():
    second = without(load(), "G05.02")
    back = completed(second, replace(load(), number="1.2", crosswalk=second.crosswalk))
    assert "C121" in codes(follows(second, back))
    forgetful = replace(second, crosswalk=())
    again = completed(forgetful, replace(load(), number="1.2"))
    assert "C121" in codes(follows(forgetful, again, [load()]))


def test_older_lines_stay():
    second = renamed(load())
    third = replace(without(second, "G05.03", "1.2"), crosswalk=())
    assert "C129" in codes(follows(second, third))


@pytest.mark.parametrize("numbers", [("1.0", "1.1"), ("1.9", "1.10"), ("1.1", "1.1.1"), ("1.10", "2.0")])
def test_version_numbers_are_compared_as_numbers(numbers):
    assert order(numbers[0]) < order(numbers[1])


@pytest.mark.parametrize("text", ["", "1", "v1.0", "1.0beta", "1,0", "1.0.0.0"])
def test_what_is_no_version_number_is_known(text):
    assert order(text) == ()


# --- values under today's codes


def line(fate, old, new=()):
    return CrosswalkLine("1.1", fate, tuple(old), tuple(new))


def test_a_renamed_code_takes_its_values_along_with_everything_they_say():
    about = number("4", precision=Precision.ABOUT, note="n")
    values = {"G05.02|SEX=F": about}
    assert carried([line(Fate.RENAMED, ["G05.02"], ["G05.31"])], values) == {"G05.31|SEX=F": about}
    assert carried([line(Fate.RENAMED, ["SEX=F"], ["SEX=W"])], values) == {"G05.02|SEX=W": about}
    row = {"R.BA.x1.place": number("1")}
    assert carried([line(Fate.RENAMED, ["BA.place"], ["BA.town"])], row) == {"R.BA.x1.town": number("1")}


def test_a_value_set_under_todays_code_holds():
    values = {"G05.02": number("4"), "G05.31": number("5")}
    assert carried([line(Fate.RENAMED, ["G05.02"], ["G05.31"])], values) == {"G05.31": number("5")}


def test_merged_codes_are_summed_where_all_are_known():
    merged = [line(Fate.MERGED, ["G05.02", "G05.03"], ["G05.31"])]
    assert carried(merged, {"G05.02": number("4"), "G05.03": number("5")}) == {"G05.31": number("9")}
    alone = {"G05.02": number("4"), "G05.03": Value(State.NOT_COLLECTED)}
    assert carried(merged, alone) == alone


def test_what_cannot_be_told_apart_any_more_counts_as_unknown():
    split = [line(Fate.SPLIT, ["AGE=OLD"], ["AGE=A60", "AGE=A70"])]
    values = {"G05.02|AGE=OLD": number("4"), "G05.02|AGE=_U": number("1")}
    assert carried(split, values) == {"G05.02|AGE=_U": number("5")}


_AGES = ("A", "B", "C", "D", "_U")
_LINES = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(_AGES[:4]), st.sampled_from("XYZ")).map(
            lambda pair: line(Fate.RENAMED, [f"AGE={pair[0]}"], [f"AGE={pair[1]}"])
        ),
        st.sets(st.sampled_from(_AGES[:4]), min_size=2, max_size=3).map(
            lambda old: line(Fate.MERGED, [f"AGE={code}" for code in sorted(old)], ["AGE=M"])
        ),
        st.sampled_from(_AGES[:4]).map(lambda code: line(Fate.SPLIT, [f"AGE={code}"], ["AGE=S", "AGE=T"])),
    ),
    max_size=1,
)


@given(_LINES, st.dictionaries(st.sampled_from(_AGES), st.integers(0, 999), min_size=1))
def test_the_parts_keep_their_sum_whatever_became_of_them(lines, parts):
    values = {f"G05.02|AGE={code}": number(str(value)) for code, value in parts.items()}
    now = carried(lines, values)
    assert sum(Decimal(value.text) for value in now.values()) == sum(parts.values())


_CODES = ("G05.02", "G05.03", "G05.04", "G05.05")


@st.composite
def _histories(draw):
    """Give versions that follow each other: each code is renamed, merged, split or retired once at most."""
    live, lines, fresh = list(_CODES), [], iter(range(31, 99))
    for version in range(1, draw(st.integers(1, 3)) + 1):
        for fate in draw(st.lists(st.sampled_from(list(Fate)), max_size=2)):
            wanted = 2 if fate is Fate.MERGED else 1
            if fate is Fate.ADDED or len(live) < wanted:
                continue
            old = draw(st.permutations(live))[:wanted]
            new = {Fate.SPLIT: 2, Fate.RETIRED: 0}.get(fate, 1)
            codes = [f"G05.{next(fresh)}" for _ in range(new)]
            live = [code for code in live if code not in old] + codes
            lines.append(CrosswalkLine(f"1.{version}", fate, tuple(old), tuple(codes)))
    return lines


@given(
    _histories(),
    st.dictionaries(
        st.tuples(st.sampled_from(_CODES), st.sampled_from(("", "|SEX=F", "|SEX=M"))), st.integers(0, 999)
    ),
)
def test_totals_stay_whatever_versions_came_in_between(lines, answers):
    values = {code + part: number(str(value)) for (code, part), value in answers.items()}
    now = carried(lines, values)
    for part in ("", "|SEX=F", "|SEX=M"):
        was = sum(value for (_, own), value in answers.items() if own == part)
        assert sum(Decimal(v.text) for cell, v in now.items() if cell[6:] == part) == was
    assert carried(lines, now) == now
    for cell in values:
        forms = {cell} | {became(lines[:count], cell) for count in range(1, len(lines) + 1)}
        assert forms & now.keys()  # where a merger waits for another part, the code before it holds
        assert cell[:6] in forebears(lines, became(lines, cell)[:6])
