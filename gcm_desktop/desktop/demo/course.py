"""The course of the demonstration, step by step, and its report."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from gcm_desktop.app import (
    entering,
    merging,
    people,
    printing,
    receiving,
    register_tables,
    registers,
    sending,
)
from gcm_desktop.app.desk import Desk
from gcm_desktop.catalogue import Figure, asked, figures, load, national_units
from gcm_desktop.desktop.demo.answers import Figures
from gcm_desktop.domain.cells import CellKind, parse_cell
from gcm_desktop.domain.periods import parse_period
from gcm_desktop.domain.units import NATION, ReportingUnit, parse_unit, registers_of, return_of
from gcm_desktop.domain.values import BLANK, State, Value
from gcm_desktop.errors import UserError

PERIOD: Final = "2026-Q3"
TYPED: Final = "TM-M"  # the velayat whose return is typed
PERSON: Final = people.Person("Berdiýew A.", "baş hünärmen", "12 345678")
_MARK: Final = ".demo"
NARRATIVE: Final = {
    "situation": "Çärýekde wiza almak üçin ýüztutmalaryň sany öňki çärýekdäkiden köp boldy.",
    "progress": "Ýüztutmalary elektron görnüşde kabul etmek ähli etraplarda ýola goýuldy.",
    "next": "Etrap bölümleriniň işgärleri üçin okuw geçiriler.",
}
AGREEMENT: Final = {
    "partner": "TUR",
    "subject": "Raýatlaryň özara gatnawlary hakynda",
    "kind": "AGR",
    "date": "2026-08-14",
    "goals": "G05",
}


class Course:
    """Everything the demonstration does, in order."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.catalogue = load()
        self.units = national_units(self.catalogue, parse_period(PERIOD))
        self.report: dict[str, Any] = {"version": 1, "period": PERIOD, "units": {}, "cells": {}, "pages": {}}
        self.differences: list[str] = []
        self._codes: dict[ReportingUnit, set[str]] = {}  # a code holds random row ids: compared, not reported
        self.answers = {unit: self._answers(unit) for unit in self.units}

    def _answers(self, unit: ReportingUnit) -> dict[str, Value]:
        due = asked(self.catalogue, unit, parse_period(PERIOD))
        found = Figures(self.catalogue, unit, PERIOD).answers(due)
        texts = {f"N05.{section}": Value(State.VALUE, text) for section, text in NARRATIVE.items()}
        return {**found, **texts}

    def run(self) -> None:
        """Do it all; leaves the files and the report, and raises when anything differs."""
        _clear(self.folder)
        for name in ("returns", "templates", "summaries"):
            (self.folder / name).mkdir(parents=True)
        with _own_settings(self.folder / "settings"):
            people.save_person(PERSON)
            people.set_preference("language", "tk")
            from gcm_desktop.desktop.demo.screens import Screens

            screens = Screens(self)
            _say(f"1  typing the return of {TYPED} with real keys")
            screens.type_return()
            _say("2  filling the forms of the other six units")
            self.fill_forms()
            _say("3  merging the seven returns into national.gcm")
            screens.merge()
            self.compare()
            _say("4  entering the review's own figures")
            self.enter_figures()
            _say("5  printing seven summaries and the national table")
            self.print_pages()
            _say("6  making an office file of each unit")
            self.make_office_files()
            _say("7  taking pictures in three languages")
            screens.take_rest()
            self.report["pictures"] = sorted(screens.album.names)
        self._finish()

    def fill_forms(self) -> None:
        """Write a form for each unit that is not typed, and fill it the way a person would."""
        from gcm_desktop.exchange.filler import fill_template

        for unit in self.units:
            if str(unit) == TYPED:
                continue
            form = self.folder / "templates" / f"{PERIOD}_{unit}.xlsx"
            sending.template(form, unit, PERIOD, "tk", catalogue=self.catalogue)
            filled = self.folder / "returns" / form.name
            rows = {"BA": [{**AGREEMENT, "partner": "TUR · Türkiýe"}]}
            fill_template(form, filled, self.answers[unit], self.catalogue, rows=rows)

    def compare(self) -> None:
        """Hold what came out of the national file against what went in, cell by cell."""
        with Desk.open(self.folder / "national.gcm", people.maker(PERSON), view_only=True) as desk:
            for unit in self.units:
                self.compare_unit(desk, unit, "national.gcm")
            self.report["conflicts"] = len(merging.conflicts(desk))
            self.report["unread"] = len(merging.unread(desk))

    def compare_unit(self, desk: Desk, unit: ReportingUnit, name: str) -> None:
        """Hold one unit's return in a file against what went in."""
        held = {c: v for c, v in desk.file.cells(return_of(unit, PERIOD)).items() if not v.is_blank}
        wanted = self.answers[unit]
        rows = [{f: v.text for f, v in row.values.items()} for row in registers.rows(desk, "BA", unit)]
        differ = sorted(cell for cell in wanted.keys() | held.keys() if not _same(cell, wanted, held))
        differ += [] if rows == [AGREEMENT] else ["R.BA"]
        self.differences += [f"{name} {unit} {cell}" for cell in differ]
        counts = desk.file.counts(return_of(unit, PERIOD)).values()
        self.report["units"].setdefault(str(unit), {})[name] = {
            "cells_in": len(wanted),
            "cells_out": len(held),
            "different": differ,
            "filled": sum(count.filled for count in counts),
            "expected": sum(count.expected for count in counts),
        }
        if name == "national.gcm":
            self.report["cells"][str(unit)] = {
                cell: [_brief(wanted.get(cell)), _brief(held.get(cell))]
                for cell in wanted.keys() | held.keys()
            }
        self._codes.setdefault(unit, set()).add(sending.check_code(desk, return_of(unit, PERIOD)))

    def enter_figures(self) -> None:
        """Enter the figures the review states where the catalogue places them, and read them back."""
        told: dict[str, Any] = {}
        with Desk.open(self.folder / "national.gcm", people.maker(PERSON)) as desk:
            for code, register in desk.catalogue.registers.items():
                if table := register_tables.starting_table(register):
                    register_tables.take(desk, register_tables.plan(desk, code, table, NATION))
            for figure in figures():
                told[figure.id] = self._enter_figure(desk, figure) or "context"
        context = sum(where == "context" for where in told.values())
        counts = {"stated": len(told), "entered": len(told) - context, "context": context}
        self.report["figures"] = {**counts, "placed": told}

    def _enter_figure(self, desk: Desk, figure: Figure) -> list[list[str]]:
        unit, placed = parse_unit(figure.unit), []
        for cell in figure.cells:
            register = parse_cell(cell).kind is CellKind.REGISTER
            key = registers_of(unit) if register else return_of(unit, figure.period)
            entering.enter_value(desk, key, cell, figure.value)
            out = desk.file.cells(key).get(cell, BLANK)
            if not out.same_as(figure.value):
                self.differences.append(f"{figure.id} {cell}")
            placed.append([figure.unit, figure.period, cell, _brief(figure.value), _brief(out)])
        return placed

    def print_pages(self) -> None:
        """Print a summary for each unit and the national table in each language."""
        wanted: list[tuple[ReportingUnit | None, str]] = [(unit, "tk") for unit in self.units]
        wanted += [(None, language) for language in ("tk", "ru", "en")]
        with Desk.open(self.folder / "national.gcm", people.maker(PERSON), view_only=True) as desk:
            for unit, language in wanted:
                name = f"{PERIOD}_{unit or 'national'}_{language}.pdf"
                out = self.folder / "summaries" / name
                self.report["pages"][name] = printing.print_summary(desk, out, unit, PERIOD, language)

    def make_office_files(self) -> None:
        """Leave each unit a data file of its own, made from the return it sent."""
        maker = people.maker(PERSON)
        for unit in self.units:
            if str(unit) == TYPED:
                continue
            path = self.folder / f"{unit}.gcm"
            with Desk.create(path, str(unit), PERIOD, language="tk", maker=maker) as desk:
                with receiving.Receiving(desk) as inbox:
                    for planned in inbox.plan([self.folder / "returns" / f"{PERIOD}_{unit}.xlsx"]):
                        if planned.error is not None:
                            raise planned.error
                        inbox.take(planned)
                self.compare_unit(desk, unit, path.name)

    def _finish(self) -> None:
        for unit, codes in self._codes.items():
            self.report["units"][str(unit)]["check_codes_equal"] = len(codes) == 1
            self.differences += [f"check code {unit}"] if len(codes) != 1 else []
        self.report["differences"] = self.differences
        self.report["equal"] = not self.differences
        text = json.dumps(self.report, ensure_ascii=False, indent=1, sort_keys=True)
        (self.folder / "report.json").write_text(text + "\n", encoding="utf-8")
        cells = sum(len(answers) for answers in self.answers.values())
        _say(f"done: {cells} cells went in, {len(self.differences)} came out different; see {self.folder}")
        if self.differences:
            raise RuntimeError(f"{len(self.differences)} cells differ, the first: {self.differences[0]}")


def _same(cell: str, wanted: Mapping[str, Value], held: Mapping[str, Value]) -> bool:
    return cell in wanted and cell in held and wanted[cell].same_as(held[cell])


def _brief(value: Value | None) -> str:
    """Write a value in a few signs: its state unless it is a plain one, its precision, its text."""
    if value is None:
        return ""
    state = "" if value.state is State.VALUE else f"?{value.state.value}"
    return f"{state}{value.precision.value}{value.text}" + (f" ({value.note})" if value.note else "")


def _say(text: str) -> None:
    print(text, flush=True)


def _clear(folder: Path) -> None:
    """Begin in an empty folder; only what an earlier demonstration left is taken away."""
    if folder.is_dir() and any(folder.iterdir()):
        if not (folder / _MARK).is_file():
            raise UserError("E301", file=folder.name, path=str(folder))
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _MARK).write_text("", encoding="utf-8")


@contextmanager
def _own_settings(folder: Path) -> Iterator[None]:
    """Keep people and recent files of the demonstration apart from the user's own."""
    held: Mapping[str, str | None] = {
        name: os.environ.get(name) for name in ("GCM_DESKTOP_HOME", "QT_QPA_PLATFORM")
    }
    os.environ["GCM_DESKTOP_HOME"] = str(folder)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        yield
    finally:
        for name, text in held.items():
            if text is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = text
