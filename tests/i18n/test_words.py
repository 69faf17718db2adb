from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gcm_desktop.i18n import LANGUAGES, fold, mark, ordinal_tk, system_language, words

NBSP = "\u00a0"
BACK = {
    6,
    9,
    10,
    30,
    40,
    60,
    90,
}  # last spoken words that take -njy: alty, dokuz, on, otuz, kyrk, altmyş, togsan


@pytest.mark.parametrize("n", [*range(101), *range(1990, 2101)])
def test_turkmen_ordinal_follows_the_last_spoken_word(n):
    spoken = [n // 1000 * 1000, n % 1000 // 100 * 100, n % 100 // 10 * 10, n % 10]
    last = next((part for part in reversed(spoken) if part), 0)

    assert ordinal_tk(n) == f"{n}-{'njy' if last in BACK else 'nji'}"


def test_turkmen_ordinals_seen_in_official_texts():
    seen = ["2022-nji", "2030-njy", "9-njy", "26-njy", "10-njy", "2016-njy", "20-nji", "17-nji", "2026-njy"]

    assert [ordinal_tk(int(text.split("-")[0])) for text in seen] == seen


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("tk", f"1{NBSP}234{NBSP}567,89"),
        ("ru", f"1{NBSP}234{NBSP}567,89"),
        ("en", "1,234,567.89"),
    ],
)
def test_number_is_grouped_the_local_way(language, expected):
    assert words(language).number("1234567.891", 2) == expected


def test_number_keeps_its_own_decimals_unless_told():
    english = words("en")

    assert english.number(Decimal("12.50")) == "12.50"
    assert english.number(Decimal("1E+3")) == "1,000"
    assert english.number(7, 1) == "7.0"
    assert english.number(Decimal("-0.4"), 0) == "0"


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**15), max_value=10**15))
def test_a_written_number_reads_back_as_itself(value):
    for language, signs in (("tk", {NBSP: "", ",": "."}), ("ru", {NBSP: "", ",": "."}), ("en", {",": ""})):
        text = words(language).number(value)

        assert Decimal(text.translate(str.maketrans(signs))) == value


def test_per_cent_sign_stands_where_the_language_puts_it():
    assert [words(code).percent(3) for code in LANGUAGES] == [f"3{NBSP}%", f"3{NBSP}%", "3%"]


def test_dates_in_figures_and_in_words():
    day = date(2026, 3, 9)

    assert [words(code).date(day) for code in LANGUAGES] == ["09.03.2026", "09.03.2026", "09/03/2026"]
    assert words("tk").official_date(day) == "2026-njy ýylyň 9-njy marty"
    assert words("ru").official_date(day) == "9 марта 2026 г."
    assert words("en").official_date(day) == "9 March 2026"
    assert words("ru").moment(datetime(2026, 3, 9, 14, 5)) == "09.03.2026 14:05"


@pytest.mark.parametrize(
    ("text", "tk", "ru", "en"),
    [
        ("2026", "2026-njy ýyl", "2026 год", "2026"),
        ("2026-S1", "2026-njy ýylyň I ýarymy", "I полугодие 2026 года", "first half of 2026"),
        ("2026-Q3", "2026-njy ýylyň III çärýegi", "III квартал 2026 года", "third quarter of 2026"),
        ("2026-07", "2026-njy ýylyň iýul aýy", "июль 2026 года", "July 2026"),
        ("2026-07-01", "2026-njy ýylyň 1-nji iýuly", "1 июля 2026 г.", "1 July 2026"),
        ("2019-01-01/P18M", "01.01.2019, 18 aý", "01.01.2019, 18 месяцев", "01/01/2019, 18 months"),
        ("2019-01-01/P1Y", "01.01.2019, 1 ýyl", "01.01.2019, 1 год", "01/01/2019, 1 year"),
        ("undated", "senesi görkezilmedik", "без даты", "undated"),
        ("2026-Q5", "2026-Q5", "2026-Q5", "2026-Q5"),
    ],
)
def test_period_in_full(text, tk, ru, en):
    assert [words(code).period(text) for code in LANGUAGES] == [tk, ru, en]


def test_period_for_a_narrow_column():
    shorts = [words(code).period_short("2026-Q3") for code in LANGUAGES]

    assert shorts == ["2026 III çär.", "III кв. 2026", "2026 Q3"]


def test_turkmen_names_sort_by_the_thirty_letters():
    letters = list("abçdeäfghijžklmnňoöprsştuüwyýz")

    assert sorted(set(letters), key=words("tk").sort_key) == letters
    assert sorted(["Daşoguz", "Çärjew", "Balkan"], key=words("tk").sort_key) == [
        "Balkan",
        "Çärjew",
        "Daşoguz",
    ]


def test_russian_and_english_names_sort_with_their_own_letters():
    assert sorted(["Ёлка", "Жук", "Ель"], key=words("ru").sort_key) == ["Ёлка", "Ель", "Жук"]
    assert sorted(["Zürich", "Élan", "Echo"], key=words("en").sort_key) == ["Echo", "Élan", "Zürich"]


def test_search_ignores_diacritics_but_keeps_short_i():
    assert fold("ŞŇÝÄŽÖÜÇ ş ё Й") == "snyazouc s е й"


def test_facts_are_filled_in_and_counts_are_formatted():
    english = words("en")

    assert english.say("{shown} of 7 units", shown=6) == "6 of 7 units"
    assert english.count(1, "{n} cell", "{n} cells") == "1 cell"
    assert english.count(1200, "{n} cell in {unit}", "{n} cells in {unit}", unit="X") == "1,200 cells in X"
    assert mark("left as it is") == "left as it is"


def test_an_unknown_language_reads_english():
    assert words("fr").code == "en"


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "de:tk:ru"}, "tk"),
        ({"LANG": "tk_TM", "LC_ALL": "C"}, "en"),
        ({}, "en"),
    ],
)
@pytest.mark.skipif("sys.platform == 'win32'")
def test_language_of_the_computer(monkeypatch, environment, expected):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert system_language() == expected
