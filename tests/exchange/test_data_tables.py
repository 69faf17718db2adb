"""Tables of data leave and come back as they were: SDMX-CSV 1.0 and 2.0, and CSV for Excel."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gcm_desktop.catalogue import dump, load
from gcm_desktop.domain.catalogue import ValueType
from gcm_desktop.domain.cells import Part, indicator_cell, parse_cell
from gcm_desktop.domain.entries import clean, decimals_of, stage_list
from gcm_desktop.domain.numbers import canonical
from gcm_desktop.domain.values import QUALITIES, Basis, Precision, State, Value
from gcm_desktop.errors import UserError
from gcm_desktop.exchange.csv_excel import excel_csv
from gcm_desktop.exchange.data_reading import read_data
from gcm_desktop.exchange.observations import Observation
from gcm_desktop.exchange.sdmx import SdmxForm, sdmx_csv

CATALOGUE = load()
FORMS = ("1.0", "2.0", "tk", "ru", "en")
PERIODS = ("2026", "2026-S1", "2026-Q3", "2026-07", "2026-07-01", "2019-01-01/P18M", "undated")
UNITS = (("SMS", "TM-M"), ("MIA", "TM"), ("MIA", "TM-M"))
NOTES = st.one_of(
    st.sampled_from(("", "=1+1", "-5", "'quoted", "'=x", 'a;b,c"d', "two\nlines", "@SUM(A1)", "Ýagdaý ş")),
    st.text(max_size=30),
).map(clean)
RAW = Value(State.BLANK)


def written(form, observations):
    if form in ("1.0", "2.0"):
        return sdmx_csv(CATALOGUE, observations, SdmxForm(form))
    return excel_csv(CATALOGUE, observations, form)


def read(data):
    return read_data(data, "data.csv", {CATALOGUE.digest: dump(CATALOGUE)}, CATALOGUE)


@st.composite
def cells(draw):
    if draw(st.integers(0, 9)) == 0:
        return f"N{draw(st.integers(1, 23)):02d}.progress"
    indicator = CATALOGUE.indicators[draw(st.sampled_from(sorted(CATALOGUE.indicators)))]
    breakdown = {}
    for dim in draw(st.lists(st.sampled_from(indicator.breakdowns or ("SEX",)), max_size=3, unique=True)):
        codes = [code.code for code in CATALOGUE.codelists[dim].codes]
        breakdown[dim] = draw(st.sampled_from([*codes, "AFG"] if CATALOGUE.codelists[dim].open else codes))
    part = draw(st.sampled_from(("N", "D", "R"))) if indicator.numerator else ""
    return indicator_cell(indicator.code, tuple(breakdown.items()), part)


def answers(indicator, part):
    if indicator is None or indicator.value_type is ValueType.TEXT:
        return NOTES.filter(bool)
    if indicator.value_type is ValueType.BOOLEAN:
        return st.sampled_from(("0", "1"))
    if indicator.value_type is ValueType.DATE:
        return st.dates().filter(lambda day: day.year > 999).map(lambda day: day.isoformat())
    if indicator.value_type is ValueType.STAGE:
        return st.sampled_from([code.code for code in stage_list(indicator, CATALOGUE.codelists).codes])
    places = decimals_of(indicator, part)
    numbers = st.decimals(-(10**9), 10**9, places=places, allow_nan=False)
    return numbers.map(lambda number: canonical(number, places))


@st.composite
def observations(draw):
    cell = draw(cells())
    code = parse_cell(cell)
    state = draw(
        st.sampled_from([State.VALUE] * 4 + [State.NOT_COLLECTED, State.NOT_AVAILABLE, State.NOT_APPLICABLE])
    )
    note, source = draw(NOTES), draw(NOTES)
    if state is State.VALUE:
        text = draw(answers(CATALOGUE.indicators.get(code.indicator), code.part))
        marks = draw(
            st.tuples(st.sampled_from(Precision), st.sampled_from(Basis), st.sampled_from(QUALITIES))
        )
        value = Value(state, text, *marks, note, source)
    else:
        value = Value(state, note=note, source=source)
    unit, period = draw(st.sampled_from(UNITS)), draw(st.sampled_from(PERIODS))
    return Observation(*unit, period, cell, value, CATALOGUE.digest, ("ab" * 32,))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(observations(), max_size=8, unique_by=lambda one: (one.office, one.area, one.period, one.cell)),
    st.sampled_from(FORMS),
)
def test_what_leaves_comes_back_as_it_was(found, form):
    again = read(written(form, found))

    def said(all_of_them):
        return [(o.office, o.area, o.period, o.cell, o.value, o.catalogue, o.heads) for o in all_of_them]

    assert said(again.observations) == said(found)
    assert again.issues == ()


def one(cell="G05.02", text="412", **more):
    return Observation("SMS", "TM-M", "2026-Q3", cell, Value(State.VALUE, text, **more), CATALOGUE.digest)


def test_a_row_says_what_the_standard_asks():
    [row] = csv.DictReader(io.StringIO(written("2.0", [one("G05.02|SEX=F", quality="P")]).decode()))

    assert (row["STRUCTURE"], row["STRUCTURE_ID"]) == ("dataflow", "TDMG:DF_GCM_TM(1.0.0)")
    assert (row["FREQ"], row["OFFICE"], row["REF_AREA"], row["TIME_PERIOD"]) == (
        "Q",
        "SMS",
        "TM-M",
        "2026-Q3",
    )
    assert (row["INDICATOR"], row["SEX"], row["AGE"]) == ("G05_02", "F", "_T")
    assert (row["OBS_VALUE"], row["OBS_STATUS"], row["UNIT_MEASURE"]) == ("412", "P", "NUMBER")


def test_excel_is_given_its_mark_semicolons_and_the_decimal_sign_of_the_language():
    ratio = next(i for i in CATALOGUE.indicators.values() if i.value_type is ValueType.RATIO and i.decimals)
    cell = indicator_cell(ratio.code, (), Part.RESULT)
    for language, shown in (("tk", ";1,5;"), ("ru", ";1,5;"), ("en", ";1.5;")):
        data = written(language, [one(cell, "1.5")])
        assert data.startswith(b"\xef\xbb\xbf")
        assert shown in data.decode("utf-8-sig")


def test_a_note_that_begins_like_a_formula_stays_text():
    text = written("en", [one(note="=HYPERLINK(1)")]).decode("utf-8-sig")

    assert ";'=HYPERLINK(1);" in text


def test_columns_in_another_order_with_labels_and_semicolons_are_read():
    text = (
        "DATAFLOW;OBS_VALUE;REF_AREA: Area;INDICATOR: Indicator;TIME_PERIOD;OFFICE;SEX: Sex\n"
        "TDMG:DF_GCM_TM(1.0.0): Compact;7;TM-M: Mary;G05_02: Visas;2026-Q3;SMS: Service;F: Women\n"
    )
    [found] = read(text.encode()).observations

    assert (found.cell, found.value.text, found.area) == ("G05.02|SEX=F", "7", "TM-M")


def test_a_deleted_row_empties_the_cell():
    text = written("2.0", [one()]).decode().replace(",I,", ",D,")

    assert read(text.encode()).observations[0].value.state is State.BLANK


def test_a_figure_nobody_can_read_stays_with_its_letters():
    found = read(written("1.0", [one()]).replace(b",412,", b",412 adam,"))

    assert found.observations[0].value == Value(State.UNREAD, "412 adam")


def test_one_cell_with_two_values_waits_for_a_person():
    found = read(written("1.0", [one(), one(text="415")]))

    assert found.observations[0].value == Value(State.UNREAD, "412 / 415")
    assert [issue.code for issue in found.issues] == ["W452"]


def test_a_line_that_names_no_cell_is_left_out_and_said():
    found = read(written("1.0", [one(), one("G05.01")]).replace(b"G05_01", b"G99"))

    assert [o.cell for o in found.observations] == ["G05.02"]
    assert [(issue.code, issue.where.ref) for issue in found.issues] == [("W451", "3")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "E402"),
        (b"PK\x03\x04\0\0\0", "E450"),
        (b"<html><table>", "E450"),
        (b"a;b\n1;2\n", "E452"),
        (b"DATAFLOW,OBS_VALUE\nTDMG:DF_GCM_TM(1.0.0),1\n", "E453"),
        (b"DATAFLOW,OFFICE,REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE\nECB:EXR(1.0),S,T,G,2026,1\n", "E454"),
        (b'DATAFLOW,"OFFICE\n' + b"x" * 200_000, "E451"),
    ],
)
def test_what_is_no_table_of_data_is_refused_in_words(data, code):
    with pytest.raises(UserError) as refused:
        read(data)
    assert refused.value.code == code
