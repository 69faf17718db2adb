"""Slips made on purpose are named and mended; figures without a slip are left in peace."""

from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from gcm_desktop.domain.causes import Basis, Reference, Slip, Table, causes, of_number, same_again

ROWS = tuple((f"t{n}", f"f{n}", f"m{n}") for n in range(6))
TABLE = Table("T", ROWS)
CELLS = [cell for row in ROWS for cell in row]
NUMBERS = st.integers(11, 9999).map(Decimal)
FIGURES = st.lists(NUMBERS, min_size=18, max_size=18, unique=True).map(
    lambda numbers: dict(zip(CELLS, numbers, strict=True))
)


def other(numbers, basis=Basis.OTHER):
    return Reference(basis, numbers)


def named(now, *references):
    return {cause.slip: cause for cause in causes(TABLE, now, references)}


@given(FIGURES)
def test_equal_figures_have_no_cause(figures):
    assert causes(TABLE, figures, [other(figures)]) == ()


@given(FIGURES, st.integers(0, 2), st.sampled_from([1, -1]))
def test_a_shifted_column_is_named_and_put_back(figures, column, step):
    cells = [row[column] for row in ROWS]
    now = dict(figures)
    for place, cell in enumerate(cells):
        if 0 <= place - step < len(cells):
            now[cell] = figures[cells[place - step]]
    cause = named(now, other(figures))[Slip.SHIFTED]
    assert {**now, **cause.repair} == figures


@given(FIGURES)
def test_swapped_columns_are_named_and_changed_back(figures):
    now = dict(figures)
    for _, women, men in ROWS:
        now[women], now[men] = figures[men], figures[women]
    cause = named(now, other(figures))[Slip.SWAPPED]
    assert {**now, **cause.repair} == figures


def test_swapped_columns_show_against_the_period_before():
    before = {cell: Decimal(900 + n if cell[0] == "f" else 100 + n) for n, cell in enumerate(CELLS)}
    now = {cell: Decimal(110 + n if cell[0] == "f" else 905 + n) for n, cell in enumerate(CELLS)}
    women_and_men = Table("", tuple(row[1:] for row in ROWS))
    (cause,) = causes(women_and_men, now, [other(before, Basis.PREVIOUS)])
    assert cause.slip is Slip.SWAPPED


@given(NUMBERS)
def test_a_zero_too_many_or_too_few_and_thousands(number):
    assert of_number(number * 10, number) == (Slip.EXTRA_ZERO, number)
    assert of_number(number, number * 10) == (Slip.MISSING_ZERO, number * 10)
    assert of_number(number * 1000, number) == (Slip.TOO_LARGE, number)
    assert of_number(number / 1000, number) == (Slip.TOO_SMALL, number)


@given(st.integers(10, 99999), st.integers(0, 3))
def test_two_exchanged_digits_are_named(number, place):
    digits = list(str(number))
    assume(place + 1 < len(digits) and digits[place] != digits[place + 1])
    digits[place], digits[place + 1] = digits[place + 1], digits[place]
    assume(digits[0] != "0")
    new = Decimal("".join(digits))
    assume(of_number(new, Decimal(number), Basis.PREVIOUS) is None)
    assert of_number(new, Decimal(number)) == (Slip.TRANSPOSED, Decimal(number))


def test_growth_is_no_slip():
    assert of_number(Decimal(421), Decimal(412), Basis.PREVIOUS) is None
    assert of_number(Decimal(40), Decimal(4), Basis.PREVIOUS) is None
    assert of_number(Decimal(4210), Decimal(412), Basis.PREVIOUS) == (Slip.EXTRA_ZERO, Decimal(421))
    assert of_number(Decimal(500), Decimal(412), Basis.LAST_YEAR) is None


@given(FIGURES)
def test_a_table_added_up_twice_is_halved(figures):
    now = {cell: 2 * number for cell, number in figures.items()}
    assert named(now, other(figures))[Slip.DOUBLED].repair == figures


@given(st.lists(NUMBERS, min_size=3, max_size=6, unique=True), st.data())
def test_the_total_in_a_part_gives_way_to_what_is_left(numbers, data):
    parts = [f"p{n}" for n in range(len(numbers))]
    table = Table("T", tuple((part,) for part in parts))
    now = {"T": sum(numbers), **dict(zip(parts, numbers, strict=True))}
    wrong = data.draw(st.sampled_from(parts))
    right = now[wrong]
    now[wrong] = now["T"]
    (cause,) = causes(table, now, [])
    assert (cause.slip, cause.cells, cause.repair) == (Slip.TOTAL_IN_PART, (wrong,), {wrong: right})


@given(FIGURES)
def test_an_earlier_file_sent_again_is_recognised(figures):
    found = same_again(figures, [other(figures, Basis.LAST_YEAR)])
    assert found is not None
    assert found.slip is Slip.SAME_AGAIN
    changed = {cell: number + 1 for cell, number in figures.items()}
    assert same_again(changed, [other(figures, Basis.LAST_YEAR)]) is None
    assert same_again(figures, [other(figures)]) is None


@given(FIGURES, st.dictionaries(st.sampled_from(CELLS), NUMBERS))
def test_a_repair_touches_only_cells_of_the_table(figures, changed):
    for cause in causes(TABLE, {**figures, **changed}, [other(figures)]):
        assert cause.cells
        assert set(cause.repair) <= TABLE.cells
