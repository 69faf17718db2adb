"""Home-made tables are matched, corrected, confirmed once and recognised the next time."""

import pytest
from openpyxl import Workbook

from gcm_desktop.app import entering, foreign
from gcm_desktop.app.foreign_matching import Role, Why, likeness
from gcm_desktop.domain.units import parse_unit, return_of
from gcm_desktop.errors import UserError

MARY = return_of(parse_unit("TM-M"), "2026-Q3")
BEFORE = return_of(parse_unit("TM-M"), "2026-Q2")
HEAD = ("T/b", "Görkeziji", "Jemi", "Zenanlar", "Erkekler", "Geçen çärýek")


@pytest.fixture
def table(catalogue, tmp_path):
    """Give a workbook as an officer keeps it: own order, shortened labels, sums, last quarter's figures."""

    def name(code, language="tk"):
        return catalogue.indicators[code].name.of(language)

    def made(*rows, name_of="table.xlsx", head=HEAD):
        book = Workbook()
        sheet = book.active
        sheet.append(["Mary welaýaty boýunça maglumat"])
        sheet.append(head)
        for row in rows or (
            (1, name("G05.02").upper(), 412, 200, 212, 380),
            (2, name("G05.01", "ru"), "1 250", 600, 650, 1100),
            (3, "Bu setir hiç zada meňzemeýär", 5, 2, 3, 4),
        ):
            sheet.append(row)
        book.save(tmp_path / name_of)
        return foreign.read(tmp_path / name_of)

    return made


def planned(desk, book):
    return foreign.plan(desk, MARY, book.sheets[0])


def test_labels_and_heads_are_found_in_any_language(desk, table):
    found = planned(desk, table())

    assert [column.role for column in found.columns] == [
        Role.TOTAL,
        Role.WOMEN,
        Role.MEN,
        Role.NONE,
    ]
    assert [(row.target, row.why) for row in found.rows] == [
        ("G05.02", Why.LABEL),
        ("G05.01", Why.LABEL),
        ("", Why.NONE),
    ]
    assert desk.file.cells(MARY) == {}  # nothing is taken without a person


def test_what_is_confirmed_is_one_step(desk, table):
    foreign.take(desk, MARY, planned(desk, table()))

    cells = desk.file.cells(MARY)
    assert (cells["G05.02"].text, cells["G05.02|SEX=F"].text, cells["G05.01"].text) == ("412", "200", "1250")

    entering.undo(desk, MARY)
    assert desk.file.cells(MARY) == {}


def test_a_code_in_the_table_is_believed_first(desk, table):
    found = planned(desk, table((1, "G02.04 something of our own", 7, None, None, None)))

    assert [(row.target, row.why) for row in found.rows] == [("G02.04", Why.CODE)]


def test_last_periods_figures_tell_a_row_and_their_own_column(desk, table):
    for cell, text in (("G05.02", "380"), ("G05.01", "1100"), ("G05.03", "777")):
        entering.enter(desk, BEFORE, cell, text)
    head = ("", "", "A", "B", "C", "D")
    rows = (("", "aa", 412, 200, 212, 380), ("", "bb", 1250, 600, 650, 1100), ("", "cc", 5, 2, 3, 777))

    found = planned(desk, table(*rows, head=head))

    assert [row.target for row in found.rows] == ["G05.02", "G05.01", "G05.03"]
    assert {row.why for row in found.rows} == {Why.LAST}
    assert found.columns[3].role is Role.NONE
    assert found.columns[3].why is Why.LAST


def test_categories_belong_to_the_indicator_above_and_a_sum_to_its_total(desk, table, catalogue):
    indicator = next(i for i in desk.asked(MARY) if "CIT" in i.breakdowns and i.numerator is None)
    name, countries = indicator.name.tk, catalogue.countries
    rows = (
        ("", name, None, None, None, 1),
        ("", countries["TUR"].tk, 30, None, None, 1),
        ("", countries["UZB"].ru, 12, None, None, 1),
    )
    found = planned(desk, table(*rows))

    assert [row.target for row in found.rows] == [
        indicator.code,
        f"{indicator.code}|CIT=TUR",
        f"{indicator.code}|CIT=UZB",
    ]


def test_a_person_corrects_rows_and_columns(desk, table):
    found = planned(desk, table())
    found = found.with_target(found.rows[2].number, "G05.02").with_role(found.columns[3].place, Role.TOTAL)

    assert [row.target for row in found.rows] == ["", "G05.01", "G05.02"]
    assert [column.role for column in found.columns] == [Role.NONE, Role.WOMEN, Role.MEN, Role.TOTAL]
    with pytest.raises(UserError, match="E204"):
        found.with_target(found.rows[2].number, "G99.99")


def test_a_confirmed_table_is_recognised_and_what_differs_is_said(desk, table):
    found = planned(desk, table())
    foreign.take(desk, MARY, found.with_target(found.rows[2].number, "G05.03"))

    again = planned(desk, table(name_of="next.xlsx"))
    assert again.as_confirmed
    assert again.rows[2].target == "G05.03"

    moved = planned(
        desk, table((1, "Bu setir hiç zada meňzemeýär", 9, 4, 5, 5), (2, "Täze setir", 1, 1, 0, 0))
    )
    assert (moved.known, moved.as_confirmed, moved.new_rows, moved.gone_rows) == (True, False, 1, 2)
    assert moved.rows[0].target == "G05.03"

    other = planned(desk, table(head=("T/b", "Görkeziji", "Erkekler", "Zenanlar", "Jemi", "Geçen")))
    assert other.other_heads
    assert [column.role for column in other.columns] == [Role.MEN, Role.WOMEN, Role.TOTAL, Role.NONE]


def test_figures_are_mended_or_left_out_like_pasted_ones(desk, table, catalogue):
    name = catalogue.indicators["G05.02"].name.tk
    found = planned(desk, table((1, name, "12,5", "-", "#REF!", None), (2, "x", 1, 1, 1, 1)))

    assert [landing.refusal is not None for landing in foreign.landings(desk, MARY, found)] == [True] * 3
    with pytest.raises(UserError, match="E461"):
        foreign.take(desk, MARY, found)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1251"])
def test_a_text_table_is_read_in_the_letters_it_has(desk, catalogue, tmp_path, encoding):
    text = f"Показатель;Всего\n{catalogue.indicators['G05.02'].name.ru};1 412\n"
    (tmp_path / "t.csv").write_bytes(text.encode(encoding))
    book = foreign.read(tmp_path / "t.csv")

    foreign.take(desk, MARY, planned(desk, book))

    assert book.encoding == encoding
    assert desk.file.cells(MARY)["G05.02"].text == "1412"


def test_a_table_goes_into_an_offices_file_only(national, table):
    with pytest.raises(UserError, match="E460"):
        planned(national, table())


def test_what_is_no_table_is_refused_in_words(desk, table, tmp_path):
    (tmp_path / "bad.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    with pytest.raises(UserError, match="E405"):
        foreign.read(tmp_path / "bad.xlsx")
    with pytest.raises(UserError, match="E490|E401"):
        foreign.read(tmp_path / "none.xlsx")
    with pytest.raises(UserError, match="E459"):
        planned(desk, table(("", "", None, None, None, None)))


def test_labels_are_compared_without_diacritics_and_case():
    assert likeness("Berlen wizalaryň sany", "BERLEN WIZALARYN SANY") == 1
    assert likeness("Число выданных виз", "Границы") < 0.3
