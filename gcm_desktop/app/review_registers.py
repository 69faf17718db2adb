"""What the registers hold, as tables of the review: of one goal, and of no goal in particular."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from gcm_desktop.app import display
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.registers import RegisterRow, rows
from gcm_desktop.domain.catalogue import Register
from gcm_desktop.domain.values import BLANK
from gcm_desktop.i18n import Words

if TYPE_CHECKING:
    from gcm_desktop.reports.review_model import Table

#: The registers printed under a goal, in this order: measures, acts, agreements, events.
OF_GOAL: Final = ("ME", "LA", "TR", "BA", "PJ", "EV")
#: The annex of policy measures and strategies.
OF_POLICY: Final = ("PL", "FW", "UP")
#: What of a row is printed, and how broad it is; ``date`` stands as printed where no day is known.
_FIELDS: Final = {
    "ME": (("title", 9), ("responsible", 4), ("date", 2), ("status", 2)),
    "LA": (("title", 9), ("number", 2), ("date", 2), ("status", 3)),
    "TR": (("title", 9), ("organisation", 3), ("date", 2), ("status", 3)),
    "BA": (("partner", 3), ("subject", 8), ("kind", 3), ("date", 2)),
    "PJ": (("title", 8), ("donor", 4), ("implementer", 3), ("year_start", 1.5), ("year_end", 1.5)),
    "EV": (("title", 9), ("place", 4), ("organiser", 3), ("date", 2)),
    "PL": (("title", 9), ("kind", 3), ("year_start", 1.5), ("year_end", 1.5), ("goals", 3)),
    "FW": (("title", 9), ("kind", 3), ("date", 2), ("status", 2)),
    "UP": (("session", 1.5), ("year", 1.5), ("text", 9), ("decision", 3)),
}


class Extracts:
    """The rows of all units' registers, gathered once."""

    def __init__(self, desk: Desk, language: Words) -> None:
        from gcm_desktop.catalogue import starting_texts

        self._desk, self._words = desk, language
        self._names = starting_texts()
        self._held = {code: tuple(self._gather(code)) for code in (*OF_GOAL, *OF_POLICY)}

    def of_goal(self, goal: int) -> Iterator[Table]:
        """Give the rows that concern a goal, a table for each register."""
        for code in OF_GOAL:
            yield from self._table(code, tuple(row for row in self._held[code] if goal in _goals(row)))

    def of_policy(self) -> Iterator[Table]:
        """Give the plans, programmes and frameworks, then what concerns no goal in particular."""
        for code in OF_POLICY:
            yield from self._table(code, self._held[code])
        for code in OF_GOAL:
            yield from self._table(code, tuple(row for row in self._held[code] if not _goals(row)))

    def _gather(self, code: str) -> Iterator[RegisterRow]:
        """Give each row once, though several units may hold it."""
        register = self._desk.catalogue.registers.get(code)
        if register is None:
            return
        seen: set[tuple[str, ...]] = set()
        for key in sorted(key for key in self._desk.file.returns() if key.is_register):
            for row in rows(self._desk, code, key.unit):
                same = _same(register, row)
                if same not in seen:
                    seen.add(same)
                    yield row

    def _table(self, code: str, held: tuple[RegisterRow, ...]) -> Iterator[Table]:
        from gcm_desktop.reports.review_model import Column, Line, Table

        register = self._desk.catalogue.registers.get(code)
        if register is None or not held:
            return
        names = {field.code: self._words.name(field.name) for field in register.fields}
        shown = [(field, share) for field, share in _FIELDS[code] if field in names]
        texts = [tuple(self._text(row, field) for field, _ in shown) for row in held]
        used = [place for place in range(len(shown)) if any(text[place] for text in texts)]
        lines = sorted((tuple(text[place] for place in used) for text in texts), key=self._order)
        title = self._words.name(register.name, " / ")
        if any(self._is_foreign(row, shown[place][0]) for row in held for place in used):
            title = f"{title} ({self._words.say('in part in English, as in the source')})"
        yield Table(
            title,
            tuple(Column(names[shown[place][0]], shown[place][1]) for place in used),
            tuple(Line(cells) for cells in lines),
            name=0,
        )

    def _order(self, cells: tuple[str, ...]) -> tuple[object, ...]:
        return tuple(self._words.sort_key(cell) for cell in cells)

    def _text(self, row: RegisterRow, field: str) -> str:
        value = row.values.get(field, BLANK)
        if field == "date" and value.is_blank:
            return row.values.get("date_text", BLANK).text
        if field == "goals":
            return ", ".join(map(str, sorted(_goals(row))))
        text = display.shown(self._words, self._desk.catalogue, row.cell(field), value)
        if field == "partner" and not text:
            text = row.values.get("partner_name", BLANK).text
        return self._words.each(lambda own: self._names.said(text, own.code))

    def _is_foreign(self, row: RegisterRow, field: str) -> bool:
        return self._names.stays_foreign(row.values.get(field, BLANK).text, self._words.code)


def _goals(row: RegisterRow) -> frozenset[int]:
    text = row.values.get("goals", BLANK).text
    return frozenset(int(goal[1:]) for goal in text.split(",") if goal[1:].isdigit())


def _same(register: Register, row: RegisterRow) -> tuple[str, ...]:
    keys = [field.code for field in register.fields if field.key]
    found = tuple(row.values.get(field, BLANK).text.casefold() for field in keys)
    return found if any(found) else (row.row,)
