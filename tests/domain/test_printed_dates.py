import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gcm_desktop.domain.printed_dates import DatePrecision, read_printed
from gcm_desktop.i18n import words

PRINTED = json.loads((Path(__file__).parent / "printed" / "numeric_dates.json").read_text())
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
DAY, MONTH, YEAR, RANGE = DatePrecision.DAY, DatePrecision.MONTH, DatePrecision.YEAR, DatePrecision.RANGE


def test_the_review_prints_74_dates_in_figures_and_20_read_both_ways():
    assert len(PRINTED) == 74
    assert sum(read_printed(fact["date_text"]).both_ways for fact in PRINTED) == 20


@pytest.mark.parametrize("fact", PRINTED, ids=lambda fact: fact["date_text"])
def test_a_date_of_the_review_is_read_or_asked(fact):
    read = read_printed(fact["date_text"])
    assert read.text == fact["date_text"]
    assert read.both_ways is fact["ambiguous"]
    if read.both_ways:
        assert not read.iso
        assert [reading.iso for reading in read.readings] == [fact["date_iso"], fact["date_iso_alternative"]]
        read = read.chosen(fact["date_iso"])
        assert read.both_ways
        assert read.alternative_iso == fact["date_iso_alternative"]
    assert read.iso == fact["date_iso"]
    assert read.order == fact["format"].removesuffix(" (assumed)")


@pytest.mark.parametrize(
    ("text", "iso", "end", "precision"),
    [
        ("November 22nd, 2018", "2018-11-22", "", DAY),
        ("September 23rd 2019", "2019-09-23", "", DAY),
        ("(July | 17th, 2015)", "2015-07-17", "", DAY),
        ("March\n14th, 2020", "2020-03-14", "", DAY),
        ("09 iýul 2024", "2024-07-09", "", DAY),
        ("2026-njy ýylyň 9-njy marty", "2026-03-09", "", DAY),
        ("1991-nji ýylyň 27-nji oktýabry", "1991-10-27", "", DAY),
        ("9 марта 2026 г.", "2026-03-09", "", DAY),
        ("29.02.2012", "2012-02-29", "", DAY),
        ("22052020", "2020-05-22", "", DAY),
        ("2018-11-22", "2018-11-22", "", DAY),
        ("May 2020", "2020-05", "", MONTH),
        ("в мае 2020 года", "2020-05", "", MONTH),
        ("2019-njy ýylyň awgustynda", "2019-08", "", MONTH),
        ("05.2020", "2020-05", "", MONTH),
        ("2016", "2016", "", YEAR),
        ("(2007)", "2007", "", YEAR),
        ("in 2018", "2018", "", YEAR),
        ("2016-njy ýyl", "2016", "", YEAR),
        ("December 10-11, 2018", "2018-12-10", "2018-12-11", RANGE),
        ("8-12.07.2019", "2019-07-08", "2019-07-12", RANGE),
        ("September 8-9th of 2011", "2011-09-08", "2011-09-09", RANGE),
        ("22-23 of August 2011", "2011-08-22", "2011-08-23", RANGE),
        ("26 June to 2 July 2024", "2024-06-26", "2024-07-02", RANGE),
        ("с 26 июня по 2 июля 2024 г.", "2024-06-26", "2024-07-02", RANGE),
        ("2026-njy ýylyň 9-njy martyndan 12-nji martyna çenli", "2026-03-09", "2026-03-12", RANGE),
        ("September-October 1999", "1999-09", "1999-10", RANGE),
        ("2000–2007 гг.", "2000", "2007", RANGE),
        ("28.02.2019 - 03.04.2019", "2019-02-28", "2019-04-03", RANGE),
    ],
)
def test_the_forms_of_the_texts_are_read(text, iso, end, precision):
    read = read_printed(text)
    assert (read.iso, read.end_iso, read.precision, read.both_ways) == (iso, end, precision, False)


@pytest.mark.parametrize(
    "text", ["", "12", "soon", "31.04.2020", "30.02.2012", "November 31st, 2018", "05.06.20", "2017, 2019"]
)
def test_what_is_no_date_is_not_read(text):
    assert read_printed(text) is None


def test_a_range_that_reads_both_ways_is_asked_too():
    read = read_printed("01.02.2019 - 03.04.2019")
    assert read.both_ways
    assert read.chosen("2019-01-02").end_iso == "2019-03-04"


@given(DAYS, st.sampled_from("./-"), st.booleans())
def test_a_day_in_figures_is_never_guessed(day, sign, month_first):
    parts = (day.month, day.day) if month_first else (day.day, day.month)
    read = read_printed(f"{parts[0]:02d}{sign}{parts[1]:02d}{sign}{day.year}")
    if day.day <= 12 and day.day != day.month:
        assert read.both_ways
        assert not read.iso
        assert read.chosen(day.isoformat()).iso == day.isoformat()
    else:
        assert read.iso == day.isoformat()


@given(DAYS, st.sampled_from(["tk", "ru", "en"]))
def test_a_day_as_the_program_writes_it_officially_is_read_back(day, language):
    assert read_printed(words(language).official_date(day)).iso == day.isoformat()


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused_without_fault(text):
    read = read_printed(text)
    assert read is None or read.text == text
