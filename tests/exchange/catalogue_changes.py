"""Changes a catalogue workbook the way people do: finds sheets, rows and columns and types into cells."""

from __future__ import annotations

import io
from dataclasses import replace

from openpyxl import load_workbook

from gcm_desktop.catalogue.loading import sealed
from gcm_desktop.domain.catalogue import CrosswalkLine, Fate


def sheets(workbook):
    """Give the sheets by the code in their head."""
    return {sheet["A1"].value.lstrip("#"): sheet for sheet in workbook}


def changed(data, change):
    """Open a workbook, let ``change`` work on its sheets, and give what is saved."""
    workbook = load_workbook(io.BytesIO(data))
    change(sheets(workbook))
    saved = io.BytesIO()
    workbook.save(saved)
    return saved.getvalue()


def column(sheet, key):
    """Give the number of a column by its code."""
    return next(cell.column for cell in sheet[2] if cell.value == key)


def row_of(sheet, code):
    """Give the number of the first row about a code."""
    return next(cell.row for cell in sheet["A"] if cell.value == code)


def copy_rows(sheet, old, new):
    """Write every row about ``old`` once more about ``new``, below the last."""
    for row in [row for row in sheet.iter_rows(min_row=4) if row[0].value == old]:
        sheet.append([new, *(cell.value for cell in row[1:])])


def give_new_code(by, old, new):
    """Write an indicator down under another code, with everything that belongs to it."""
    for table in ("indicators", "parts", "rules", "official"):
        copy_rows(by[table], old, new)


def renamed(catalogue, number, old, new):
    """Give a version that follows another, in which one indicator has another code."""
    codes = {code: new if code == old else code for code in catalogue.indicators}
    indicators = {codes[code]: replace(one, code=codes[code]) for code, one in catalogue.indicators.items()}
    lines = (*catalogue.crosswalk, CrosswalkLine(number, Fate.RENAMED, (old,), (new,)))
    return sealed(replace(catalogue, number=number, indicators=indicators, crosswalk=lines))


def add_line(by, fate, old="", new=""):
    """Write a line of the crosswalk."""
    by["crosswalk"].append([None, fate, old, new])


def few(catalogue, *codes):
    """Give a version that asks only some indicators and those they refer to, which is quick to write."""
    wanted, waiting = {}, list(codes)
    while waiting:
        code = waiting.pop()
        if code not in wanted:
            wanted[code] = indicator = catalogue.indicators[code]
            parts = filter(None, (indicator.numerator, indicator.denominator))
            waiting += [ref for part in parts for ref in part.refs]
            for rule in indicator.rules:
                named = rule.params.get("ref"), *rule.params.get("refs", ()), *rule.params.get("others", ())
                waiting += [ref.partition("|")[0] for ref in named if ref]
    lists = {dim for indicator in wanted.values() for dim in indicator.breakdowns}
    lists |= {field.codelist for register in catalogue.registers.values() for field in register.fields}
    return sealed(
        replace(
            catalogue,
            indicators=dict(sorted(wanted.items())),
            codelists={code: codes for code, codes in catalogue.codelists.items() if code in lists},
            countries=dict(list(catalogue.countries.items())[:3]),
        )
    )
