"""The lists and limits that help whoever types into the workbook; the reader trusts none of them."""

from __future__ import annotations

from typing import Any, Final

from gcm_desktop.domain.catalogue import Catalogue, CodeList, RegisterField
from gcm_desktop.exchange import marks
from gcm_desktop.exchange.grid import LETTERS
from gcm_desktop.exchange.layout import Entry, Row
from gcm_desktop.i18n import Words

SHEET: Final = "_lists"
LIMIT: Final = 10**15


class Lists:
    """Collects the validations of each sheet; lists stand in a hidden sheet, chosen by reference."""

    def __init__(self, workbook: Any, catalogue: Catalogue, words: Words) -> None:
        self.catalogue, self.words = catalogue, words
        self._sheet = workbook.create_sheet(SHEET)
        self._sheet.sheet_state = "hidden"
        self._ranges: dict[tuple[str, ...], str] = {}
        self._made: dict[tuple[Any, ...], Any] = {}
        self._countries = self._in_order()

    def _in_order(self) -> tuple[str, ...]:
        named = ((code, name.of(self.words.code)) for code, name in self.catalogue.countries.items())
        ordered = sorted(named, key=lambda pair: self.words.sort_key(pair[1]))
        return tuple(f"{code} · {name}" for code, name in ordered)

    def _reference(self, items: tuple[str, ...]) -> str:
        if items not in self._ranges:
            letter = LETTERS[len(self._ranges) + 1]
            for n, item in enumerate(items, start=1):
                self._sheet[f"{letter}{n}"] = item
            self._ranges[items] = f"{SHEET}!${letter}$1:${letter}${len(items)}"
        return self._ranges[items]

    def _add(self, sheet: Any, ref: str, title: str, prompt: str, style: str, **rule: Any) -> None:
        """Add a cell to the validation of its sheet with the same rule, or begin one."""
        from openpyxl.worksheet.datavalidation import DataValidation

        key = (sheet.title, title, prompt, style, *sorted(rule.items()))
        if key not in self._made:
            validation = DataValidation(allow_blank=True, errorStyle=style, **rule)
            validation.showInputMessage = validation.showErrorMessage = True
            validation.promptTitle = validation.errorTitle = title[:32]
            validation.prompt = validation.error = prompt[:255]
            sheet.add_data_validation(validation)
            self._made[key] = validation
        self._made[key].add(ref)

    def choice(self, sheet: Any, ref: str, title: str, prompt: str, items: tuple[str, ...]) -> None:
        """Offer a list; something else may be typed after a question."""
        rule = {"type": "list", "formula1": self._reference(items)}
        self._add(sheet, ref, title, prompt, "warning", **rule)

    def mark(self, sheet: Any, ref: str) -> None:
        """Offer the states and marks."""
        say = self.words.say
        prompt = say(
            "Choose why there is no number, or how the number is meant. Several marks: put · between them."
        )
        self.choice(sheet, ref, say("Mark"), prompt, marks.choices(say))

    def country(self, sheet: Any, ref: str) -> None:
        """Offer the countries."""
        say = self.words.say
        prompt = say("Choose a country, or type its name in Turkmen, Russian or English.")
        self.choice(sheet, ref, say("Country"), prompt, self._countries)

    def nil(self, sheet: Any, ref: str) -> None:
        """Offer the one word for nothing to report."""
        say = self.words.say
        prompt = say("Choose “yes” if nothing happened in the whole period. The cells may then stay empty.")
        self.choice(sheet, ref, say("Nothing to report"), prompt, (say("yes"),))

    def answer(self, sheet: Any, ref: str, row: Row, *, marked: bool) -> None:
        """Limit an answer cell to what its row asks."""
        say = self.words.say
        if row.entry in (Entry.WHOLE, Entry.DECIMAL):
            whole = row.entry is Entry.WHOLE
            prompt = (
                say("Type a whole number in digits, for example 412. 0 means: none.")
                if whole
                else say("Type a number in digits, for example 12.5.")
            )
            style = "stop" if marked else "warning"
            bounds = {"type": "whole", "operator": "between", "formula1": "0", "formula2": str(LIMIT - 1)}
            if not whole:
                bounds |= {"type": "decimal", "formula1": str(-LIMIT + 1)}
            self._add(sheet, ref, say("Whole number") if whole else say("Number"), prompt, style, **bounds)
        elif row.entry is Entry.YES_NO:
            self.choice(sheet, ref, say("Yes or no"), say("Choose yes or no."), (say("yes"), say("no")))
        elif row.entry is Entry.STAGE:
            self.choice(sheet, ref, say("Stage"), say("Choose from the list."), row.choices)
        elif row.entry is Entry.DATE:
            self._date(sheet, ref)

    def field(self, sheet: Any, ref: str, field: RegisterField) -> None:
        """Help with one cell of a register."""
        if field.kind == "country":
            self.country(sheet, ref)
        elif field.kind == "code" and field.codelist:
            title = field.name.of(self.words.code)
            items = self._coded(self.catalogue.codelists[field.codelist])
            self.choice(sheet, ref, title, self.words.say("Choose from the list."), items)
        elif field.kind == "date":
            self._date(sheet, ref)

    def _coded(self, codelist: CodeList) -> tuple[str, ...]:
        return tuple(f"{code.code} · {code.name.of(self.words.code)}" for code in codelist.codes)

    def _date(self, sheet: Any, ref: str) -> None:
        say = self.words.say
        prompt = say("Type day, month and year, for example 01.05.2008. The year alone is enough.")
        rule = {"type": "textLength", "operator": "lessThanOrEqual", "formula1": "40"}
        self._add(sheet, ref, say("Date"), prompt, "warning", **rule)
