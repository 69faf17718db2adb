"""A real spreadsheet program fills and saves our workbooks; every value arrives, and nothing else."""

from __future__ import annotations

import pytest

from gcm_desktop import catalogue as reading_catalogue
from gcm_desktop.domain.digests import check_code, content_digest
from gcm_desktop.domain.periods import parse_period
from gcm_desktop.domain.questions import cells_of, is_number_cell
from gcm_desktop.domain.units import registers_of, return_of
from gcm_desktop.domain.values import State, Value, number
from gcm_desktop.exchange import marks
from gcm_desktop.exchange.interpreting import row_and_column
from gcm_desktop.exchange.writing import workbook_bytes
from tests.exchange.books import PERIOD, REGISTER, book_of, every_kind, values_of
from tests.exchange.office import saved_by_office

pytestmark = pytest.mark.office


def test_a_blank_form_filled_in_another_program_reads_with_every_value_equal(
    catalogue, unit, blank, reads, tmp_path
):
    wanted, entries = {}, []
    asked = reading_catalogue.asked(catalogue, unit, parse_period(PERIOD))
    cells = [c for i in asked if is_number_cell(i) for c in cells_of(i, catalogue.codelists)]
    for n, cell in enumerate(cells):
        row, column = row_and_column(cell)
        if n % 50 == 3 and not column:
            wanted[cell] = Value(State.NOT_COLLECTED, note="ň Ş — «да»")
            entries += [(row, "MARK", marks.choices(str)[0]), (row, "NOTE", wanted[cell].note)]
        else:
            wanted[cell] = number(str(n * 7919 % 100_003))
            entries.append((row, column or "VALUE", float(wanted[cell].text)))
    wanted["G01.03|CIT=TUR"] = number("41")
    entries += [("G01.03|CIT=ROW02", "TEXT", "Türkiýe"), ("G01.03|CIT=ROW02", "VALUE", 41)]
    wanted["N05.practice"] = Value(State.VALUE, "Bir setir\nİki setir")
    entries.append(("N05.practice", "VALUE", wanted["N05.practice"].text))
    read = reads(saved_by_office(blank, tmp_path, entries))
    assert values_of(read, return_of(unit, PERIOD)) == wanted
    assert not read.issues


def test_a_return_saved_again_elsewhere_without_edits_keeps_its_check_code(catalogue, unit, reads, tmp_path):
    values = every_kind(catalogue, unit)
    sent = workbook_bytes(book_of(catalogue, unit, values, REGISTER))
    read = reads(saved_by_office(sent, tmp_path))
    key = return_of(unit, PERIOD)
    assert read.edited == ()
    assert values_of(read, registers_of(unit)) == REGISTER
    codes = [
        check_code(content_digest(key, catalogue.digest, cells)) for cells in (values, values_of(read, key))
    ]
    assert codes[0] == codes[1]
