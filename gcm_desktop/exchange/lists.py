"""The lists and limits that help whoever types into the workbook; the reader trusts none of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from gcm_desktop.domain.catalogue import Catalogue, RegisterField
from gcm_desktop.exchange import marks
from gcm_desktop.exchange.canvas import Canvas
from gcm_desktop.exchange.grid import COLUMNS, LETTERS
from gcm_desktop.exchange.layout import Entry, Row
from gcm_desktop.i18n import Words

SHEET: Final = "_lists"
LIMIT: Final = 10**15


@dataclass(frozen=True, slots=True)
class Rule:
    """What a cell offers or asks; cells of one sheet with equal rules share it."""

    title: str
    prompt: str
    style: str
    type: str
    formula1: str
    operator: str | None = None
    formula2: str | None = None


class Lists:
    """Collects the validations of each sheet; lists stand in a hidden sheet, chosen by reference."""

    def __init__(self, canvas: Canvas, catalogue: Catalogue, words: Words) -> None:
        self.catalogue, self.words = catalogue, words
        self.canvas = canvas
        self._ranges: dict[tuple[str, ...], str] = {}
        self._rules: dict[tuple[Any, ...], Rule] = {}
        self._countries = self._in_order()

    def _in_order(self) -> tuple[str, ...]:
        named = ((code, name.of(self.words.code)) for code, name in self.catalogue.countries.items())
        ordered = sorted(named, key=lambda pair: self.words.sort_key(pair[1]))
        return tuple(f"{code} · {name}" for code, name in ordered)

    def _reference(self, items: tuple[str, ...]) -> str:
        if items not in self._ranges:
            letter = LETTERS[len(self._ranges) + 1]
            for n, item in enumerate(items, start=1):
                self.canvas.put(letter, n, item)
            self._ranges[items] = f"{SHEET}!${letter}$1:${letter}${len(items)}"
        return self._ranges[items]

    def _choice(self, title: str, prompt: str, items: tuple[str, ...]) -> Rule:
        """Give the rule of a list; something else may be typed after a question."""
        return Rule(title, prompt, "warning", "list", self._reference(items))

    def mark(self, canvas: Canvas, letter: str, row: int) -> None:
        """Offer the states and marks."""
        self._apply(canvas, letter, row, ("mark",), self._mark)

    def _mark(self) -> Rule:
        say = self.words.say
        prompt = say(
            "Choose why there is no number, or how the number is meant. Several marks: put · between them."
        )
        return self._choice(say("Mark"), prompt, marks.choices(say))

    def country(self, canvas: Canvas, letter: str, row: int) -> None:
        """Offer the countries."""
        self._apply(canvas, letter, row, ("country",), self._country)

    def _country(self) -> Rule:
        say = self.words.say
        prompt = say("Choose a country, or type its name in Turkmen, Russian or English.")
        return self._choice(say("Country"), prompt, self._countries)

    def nil(self, canvas: Canvas, letter: str, row: int) -> None:
        """Offer the one word for nothing to report."""
        self._apply(canvas, letter, row, ("nil",), self._nil)

    def _nil(self) -> Rule:
        say = self.words.say
        prompt = say("Choose “yes” if nothing happened in the whole period. The cells may then stay empty.")
        return self._choice(say("Nothing to report"), prompt, (say("yes"),))

    def answer(self, canvas: Canvas, letter: str, at: int, row: Row, *, marked: bool) -> None:
        """Limit an answer cell to what its row asks."""
        make = _ANSWERS.get(row.entry)
        if make is not None:
            key = (row.entry, marked, row.choices)
            self._apply(canvas, letter, at, key, lambda: make(self, row, marked))

    def _number(self, row: Row, marked: bool) -> Rule:
        say = self.words.say
        style = "stop" if marked else "warning"
        if row.entry is Entry.WHOLE:
            prompt = say("Type a whole number in digits, for example 412. 0 means: none.")
            return Rule(say("Whole number"), prompt, style, "whole", "0", "between", str(LIMIT - 1))
        prompt = say("Type a number in digits, for example 12.5.")
        return Rule(say("Number"), prompt, style, "decimal", str(-LIMIT + 1), "between", str(LIMIT - 1))

    def _yes_no(self, _row: Row, _marked: bool) -> Rule:
        say = self.words.say
        return self._choice(say("Yes or no"), say("Choose yes or no."), (say("yes"), say("no")))

    def _stage(self, row: Row, _marked: bool) -> Rule:
        say = self.words.say
        return self._choice(say("Stage"), say("Choose from the list."), row.choices)

    def _date(self, *_about: Any) -> Rule:
        say = self.words.say
        prompt = say("Type day, month and year, for example 01.05.2008. The year alone is enough.")
        return Rule(say("Date"), prompt, "warning", "textLength", "40", "lessThanOrEqual")

    def field(self, canvas: Canvas, letter: str, row: int, field: RegisterField) -> None:
        """Help with one cell of a register."""
        if field.kind == "country":
            self.country(canvas, letter, row)
        elif field.kind == "code" and field.codelist:
            self._apply(canvas, letter, row, ("code", field), lambda: self._code(field))
        elif field.kind == "date":
            self._apply(canvas, letter, row, ("date",), self._date)

    def _code(self, field: RegisterField) -> Rule:
        items = tuple(
            f"{code.code} · {code.name.of(self.words.code)}"
            for code in self.catalogue.codelists[field.codelist].codes
        )
        return self._choice(field.name.of(self.words.code), self.words.say("Choose from the list."), items)

    def _apply(
        self, canvas: Canvas, letter: str, row: int, key: tuple[Any, ...], make: Callable[[], Rule]
    ) -> None:
        rule = self._rules.get(key)
        if rule is None:
            rule = self._rules[key] = make()
        canvas.validations.setdefault(rule, []).append((COLUMNS[letter], row))


_ANSWERS: Final[dict[Entry, Callable[[Lists, Row, bool], Rule]]] = {
    Entry.WHOLE: Lists._number,
    Entry.DECIMAL: Lists._number,
    Entry.YES_NO: Lists._yes_no,
    Entry.STAGE: Lists._stage,
    Entry.DATE: Lists._date,
}


def validate(canvas: Canvas) -> None:
    """Hand the rules of a finished sheet to its furniture, each with as few ranges as it takes."""
    from openpyxl.worksheet.datavalidation import DataValidation

    for rule, cells in canvas.validations.items():
        validation = DataValidation(
            type=rule.type,
            operator=rule.operator,
            formula1=rule.formula1,
            formula2=rule.formula2,
            allow_blank=True,
            errorStyle=rule.style,
            sqref=" ".join(_runs(cells)),
        )
        validation.showInputMessage = validation.showErrorMessage = True
        validation.promptTitle = validation.errorTitle = rule.title[:32]
        validation.prompt = validation.error = rule.prompt[:255]
        canvas.sheet.add_data_validation(validation)


def _runs(cells: list[tuple[int, int]]) -> Iterator[str]:
    """Give the ranges of cells that stand below one another."""
    ordered = sorted(cells)
    begin = 0
    for n, (column, row) in enumerate(ordered):
        following = ordered[n + 1] if n + 1 < len(ordered) else None
        if following != (column, row + 1):
            first = ordered[begin][1]
            name = LETTERS[column]
            yield f"{name}{first}" if first == row else f"{name}{first}:{name}{row}"
            begin = n + 1
