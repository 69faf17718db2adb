"""What follows from revisions and acts: which count, what stands in each cell, how much is filled."""

from __future__ import annotations

import json
from collections.abc import Collection, Hashable, Iterable, Mapping

from gcm_desktop.catalogue import asked, asked_by, became, carried, forebears, moves
from gcm_desktop.domain.catalogue import Catalogue, Indicator
from gcm_desktop.domain.cells import CellKind, parse_cell
from gcm_desktop.domain.merge import (
    Candidate,
    Current,
    History,
    Lone,
    active,
    current_cells,
)
from gcm_desktop.domain.periods import parse_period
from gcm_desktop.domain.questions import filled
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.domain.values import BLANK, State, Value
from gcm_desktop.store import answers
from gcm_desktop.store.holdings import Holdings
from gcm_desktop.store.naming import Names
from gcm_desktop.store.shapes import Count
from gcm_desktop.store.tables import Tables

_PLAIN, _CONFLICT, _UNREAD = 0, 1, 2
_CODE = len("G05.02")
_STANDING = (
    "SELECT c.code, s.value, r.id FROM current u JOIN cell c USING (cell)"
    " JOIN revision_set s ON s.revision = u.revision AND s.cell = u.cell"
    " JOIN revision r ON r.revision = u.revision WHERE u.return = ?"
)
_HELD = "SELECT c.code, u.revision, u.flag FROM current u JOIN cell c USING (cell) WHERE u.return = ?"
_FLAGGED = "SELECT c.code FROM current u JOIN cell c USING (cell) WHERE u.return = ? AND u.flag = 2"
_HELD_ALONE = "SELECT count(*), total(flag), min(revision), max(revision) FROM current WHERE return = ?"
_MISSING = (
    "SELECT count(*) FROM (SELECT cell FROM revision_set WHERE revision = ?2"
    " EXCEPT SELECT cell FROM current WHERE return = ?1)"
)
_ALL_STAND = "INSERT INTO current SELECT ?1, cell, revision, 0 FROM revision_set WHERE revision = ?2"
_FLAG = "UPDATE current SET flag = ? WHERE return = ? AND cell = ?"
_ORDER = " ORDER BY c.code, r.id"
_VALUES = _STANDING.replace("s.value, r.id", "s.value, u.flag") + _ORDER
# CROSS JOIN keeps SQLite from reading the whole return for the few cells of one indicator.
_OF_INDICATOR = (
    "SELECT c.code, s.value, r.id FROM cell c CROSS JOIN current u USING (cell)"
    " JOIN revision_set s ON s.revision = u.revision AND s.cell = u.cell"
    " JOIN revision r ON r.revision = u.revision"
    " WHERE c.code >= ? AND c.code < ? AND u.return = ?" + _ORDER
)
_TYPED_OF_INDICATOR = (
    "SELECT c.code, w.value FROM cell c CROSS JOIN working w USING (cell)"
    " WHERE c.code >= ? AND c.code < ? AND w.return = ?"
)


# One look-up in each return: a file of many years is not read through for one cell.
_ACROSS = (
    "SELECT t.return, c.code, s.value FROM cell c CROSS JOIN return t"
    " CROSS JOIN current u ON u.return = t.return AND u.cell = c.cell AND u.flag <> 1"
    " JOIN revision_set s ON s.revision = u.revision AND s.cell = u.cell"
    " WHERE c.code IN (SELECT value FROM json_each(?))"
)
_TYPED_ACROSS = (
    "SELECT w.return, c.code, w.value FROM cell c CROSS JOIN return t"
    " CROSS JOIN working w ON w.return = t.return AND w.cell = c.cell"
    " WHERE c.code IN (SELECT value FROM json_each(?))"
)


class Derived:
    """Keeps the derived tables in step with their causes, inside the same transaction."""

    def __init__(self, tables: Tables, holdings: Holdings, catalogue: Catalogue) -> None:
        self._tables = tables
        self._holdings = holdings
        self.catalogue = catalogue
        self._asked: dict[Hashable, dict[str, Indicator]] = {}
        self._moves = moves(catalogue.crosswalk)
        self.names = Names(tables, catalogue)

    def adopt(self, catalogue: Catalogue) -> None:
        """Count by another version of the catalogue from now on."""
        self.catalogue = catalogue
        self._asked.clear()
        self._moves = moves(catalogue.crosswalk)
        self.names = Names(self._tables, catalogue)

    # --- what stands

    def current(self, number: int) -> dict[str, Current]:
        """Give what stands in every cell of a return."""
        return self.names.together(_grouped(self._tables.rows(_STANDING + _ORDER, number)))

    def standing(self, number: int, cell: int) -> Current | None:
        """Give what stands in one cell."""
        if self.names.named is not None:
            code = str(self._tables.one("SELECT code FROM cell WHERE cell = ?", cell))
            if parse_cell(code).kind is not CellKind.NARRATIVE:  # never renamed
                return self._forebear_cells(number, self.names.today(code)).get(code)
        found = _grouped(self._tables.rows(_STANDING + " AND u.cell = ?" + _ORDER, number, cell))
        return next(iter(found.values()), None)

    def typed(self, number: int) -> dict[str, Value]:
        """Give the working copy."""
        found = self._tables.rows(
            "SELECT c.code, w.value FROM working w JOIN cell c USING (cell) WHERE w.return = ?"
            " ORDER BY c.code",
            number,
        )
        return {code: answers.answer(value) for code, value in found}

    def shown(self, number: int) -> dict[str, Value]:
        """Give typed over current as today's codes read them, blanks left out."""
        values: dict[str, Value] = {}
        for code, column, flag in self._tables.rows(_VALUES, number):
            if code not in values:  # several revisions of one value count once
                values[code] = BLANK if flag == _CONFLICT else answers.answer(column)
        values = self._today(values | self.typed(number))
        return {code: value for code, value in sorted(values.items()) if not value.is_blank}

    def _today(self, values: dict[str, Value]) -> dict[str, Value]:
        return carried(self.catalogue.crosswalk, values) if self._moves else values

    def current_today(self, number: int) -> dict[str, Current]:
        """Give what stands in every cell, and under today's codes what was set under older ones."""
        found = self.current(number)
        if self._moves:
            now = self._today({code: standing.value for code, standing in found.items()})
            found |= {code: Current((Candidate(v, ()),)) for code, v in now.items() if code not in found}
        return found

    def standing_today(self, number: int, code: str) -> Current | None:
        """Give what stands in one cell today; disagreement about an older code counts."""
        found = self.standing(number, self._tables.cell(code))
        if found is not None or not self._moves:
            return found
        older = self._forebear_cells(number, code)
        values = self._today({cell: standing.value for cell, standing in older.items()})
        if code not in values:
            return None
        for cell, standing in older.items():
            if standing.conflict and became(self.catalogue.crosswalk, cell) == code:
                return standing
        return Current((Candidate(values[code], ()),))

    def standing_by_name(self, number: int, code: str) -> tuple[str, Current] | None:
        """Give what stands in a cell under one of its names, with the name it goes by."""
        for name in dict.fromkeys((code, self.names.today(code))):
            found = self.standing(number, self._tables.cell(name))
            if found is not None:
                return name, found
        return None

    def _forebear_cells(self, number: int, code: str) -> dict[str, Current]:
        cell = parse_cell(code)
        spans: tuple[str, ...] = ()
        if cell.kind is CellKind.REGISTER:
            spans = (f"R.{cell.register}.{cell.row}.",)
        elif cell.indicator:
            spans = forebears(self.catalogue.crosswalk, cell.indicator)
        found: dict[str, Current] = {}
        for span in spans:
            found |= _grouped(self._tables.rows(_OF_INDICATOR, span, span + "}", number))
        return self.names.together(found)

    def heads(self, number: int) -> tuple[str, ...]:
        """Give the active revisions that no other active one descends from."""
        links = self._holdings.links(number)
        counting = set(self.active(number))
        older: set[str] = set()
        waiting = [parent for id_ in counting for parent in links.get(id_, ())]
        while waiting:
            one = waiting.pop()
            if one not in older:
                older.add(one)
                waiting.extend(links.get(one, ()))
        return tuple(sorted(counting - older))

    def active(self, number: int) -> frozenset[str]:
        """Give the ids of the revisions that count."""
        found = self._tables.rows("SELECT id FROM revision WHERE return = ? AND active = 1", number)
        return frozenset(id_ for (id_,) in found)

    def derive(self, number: int, key: ReturnKey) -> None:
        """Work out anew what counts and stands in one return, and how much of it is filled."""
        revisions = self._holdings.revisions(number)
        acts = {act.id: act for act in self._holdings.import_acts()}
        links = self._holdings.links(number)
        counting = active(History(revisions, links, acts, self._holdings.sources(number)))
        stands = current_cells({id_: revisions[id_] for id_ in counting}, links, self.names.named)
        self.settle(number, counting, stands)
        self.recount(number, key)

    def settle(self, number: int, counting: Collection[str], stands: Mapping[str, Current]) -> None:
        """Write down which revisions of a return count and what stands in its cells."""
        numbers = dict(self._tables.rows("SELECT id, revision FROM revision WHERE return = ?", number))
        self._tables.write_many(
            "UPDATE revision SET active = ? WHERE revision = ? AND active <> ?",
            [(id_ in counting, row, id_ in counting) for id_, row in numbers.items()],
        )
        self._tables.write("DELETE FROM current WHERE return = ?", number)
        if isinstance(stands, Lone):
            self._tables.write(_ALL_STAND, number, numbers[stands.id])
            unread = [(_UNREAD, number, self._tables.cell(code)) for code in stands.unread]
            self._tables.write_many(_FLAG, unread)
            return
        self._tables.learn_cells(stands)
        setting: dict[str, list[str]] = {}  # revision → the cells it stands in
        flags = []
        for code, standing in stands.items():
            names = self.names.set_under(code, standing, numbers)
            if flag := _flag(standing):
                flags += [(flag, number, self._tables.cell(name)) for name in {code, *names.values()}]
            for candidate in standing.candidates:
                for id_ in candidate.revisions:
                    setting.setdefault(id_, []).append(names.get(id_, code))
        for id_, codes in setting.items():
            self._stand(number, numbers[id_], codes)
        self._tables.write_many(_FLAG, flags)

    def _stand(self, number: int, revision: int, codes: Collection[str]) -> None:
        """Write down the cells a revision stands in: nearly always all that it set, in one statement."""
        if len(codes) == self._tables.one("SELECT count(*) FROM revision_set WHERE revision = ?", revision):
            self._tables.write(_ALL_STAND, number, revision)
        else:
            rows = [(number, self._tables.cell(code), revision) for code in codes]
            self._tables.write_many("INSERT INTO current VALUES (?, ?, ?, 0)", rows)

    def holds(self, number: int, stands: Mapping[str, Current]) -> bool:
        """Say whether what stands in a return, read back from the file, is what was to be written.

        What each revision set is proved apart, by its id.
        """
        numbers = dict(self._tables.rows("SELECT id, revision FROM revision WHERE return = ?", number))
        if isinstance(stands, Lone):
            return self._holds_alone(number, numbers[stands.id], stands)
        wanted = {
            (names.get(id_, cell), numbers[id_], flag)
            for cell, now in stands.items()
            for flag in (_flag(now),)
            for names in (self.names.set_under(cell, now, numbers),)
            for candidate in now.candidates
            for id_ in candidate.revisions
        }
        found = self._tables.rows(_HELD, number)
        return len(wanted) == len(found) and wanted == set(found)

    def _holds_alone(self, number: int, revision: int, stands: Lone) -> bool:
        """Say the same of a return of which one revision alone counts."""
        unread = sorted(code for (code,) in self._tables.rows(_FLAGGED, number))
        whose = revision if len(stands) else None  # all of it may have been removed for good
        held = (len(stands), _UNREAD * len(unread), whose, whose)
        there = self._tables.rows(_HELD_ALONE, number)
        missing = self._tables.one(_MISSING, number, revision)
        return there == [held] and missing == 0 and unread == sorted(stands.unread)

    def across(self, codes: Collection[str]) -> dict[int, dict[str, Value]]:
        """Give what a few cells say in every return, typed over current; blanks and conflicts left out."""
        names = json.dumps(sorted(codes))
        found: dict[int, dict[str, Value]] = {}
        for number, code, value in self._tables.rows(_ACROSS, names):
            found.setdefault(number, {})[code] = answers.answer(value)
        for number, code, value in self._tables.rows(_TYPED_ACROSS, names):
            found.setdefault(number, {})[code] = answers.answer(value)
        return {
            number: {code: value for code, value in sorted(values.items()) if not value.is_blank}
            for number, values in found.items()
        }

    # --- how much is filled

    def asked(self, key: ReturnKey) -> Mapping[str, Indicator]:
        """Give the indicators a return is asked, by code; none for registers."""
        if key.is_register or key.area not in self.catalogue.areas:
            return {}
        period = parse_period(key.period)
        alike = asked_by(self.catalogue, key.unit, period)
        if alike not in self._asked:
            found = asked(self.catalogue, key.unit, period)
            self._asked[alike] = {indicator.code: indicator for indicator in found}
        return self._asked[alike]

    def recount(self, number: int, key: ReturnKey, stands: Mapping[str, Current] | None = None) -> None:
        """Count every asked indicator of a return; ``stands`` is what stands in it, where that is known."""
        rows = [(number, *row) for row in self.tallies(number, key, stands)]
        self._tables.write("DELETE FROM tally WHERE return = ?", number)
        self._tables.write_many("INSERT INTO tally VALUES (?, ?, ?, ?, ?, ?, ?)", rows)

    def counts_of(self, key: ReturnKey, values: Mapping[str, Value]) -> dict[int, Count]:
        """Give the counts of a return that is not here, from its values; of a blank one without any."""
        own: dict[str, dict[str, Value]] = {}
        for cell, value in values.items():
            own.setdefault(parse_cell(cell).indicator, {})[cell] = value
        found: dict[int, Count] = {}
        for indicator in self.asked(key).values():
            count = Count(*filled(indicator, own.get(indicator.code, {})))
            found[indicator.goal] = found.get(indicator.goal, Count()) + count
        return found

    def tallies(
        self, number: int, key: ReturnKey, stands: Mapping[str, Current] | None = None
    ) -> list[tuple[str, int, int, int, int, int]]:
        """Work out indicator, goal, filled, expected, unread and conflicts of a whole return."""
        values: dict[str, dict[str, Value]] = {}
        conflicts: dict[str, int] = {}
        shown = self.current(number) if stands is None else stands
        if isinstance(shown, Lone):
            answered = dict(shown.sets)
        else:
            answered = {cell: standing.value for cell, standing in shown.items()}
        answered |= self.typed(number)
        last, own = "", {}  # type: str, dict[str, Value]
        for cell, value in self._today(answered).items():
            if (code := cell[:_CODE]) != last:
                last, own = code, values.setdefault(code, {})
            own[cell] = value
        disputed = self._tables.rows(
            "SELECT DISTINCT c.code FROM current JOIN cell c USING (cell) WHERE return = ? AND flag = 1",
            number,
        )
        for cell in {became(self.catalogue.crosswalk, cell) for (cell,) in disputed}:
            code = parse_cell(cell).indicator
            conflicts[code] = conflicts.get(code, 0) + 1
        return [
            (code, indicator.goal, *filled(indicator, values.get(code, {})), conflicts.get(code, 0))
            for code, indicator in self.asked(key).items()
        ]

    def recount_touched(self, number: int, key: ReturnKey, cells: Iterable[str]) -> None:
        """Count again only the indicators some cells belong to."""
        touched = {parse_cell(cell) for cell in cells}
        codes = {code.indicator for code in touched if code.kind is CellKind.INDICATOR}
        for code in codes & self.asked(key).keys():
            answered, _, unread = filled(self.asked(key)[code], self.of_indicator(number, code))
            self._tables.write(
                "UPDATE tally SET filled = ?, unread = ? WHERE return = ? AND indicator = ?",
                *(answered, unread, number, code),
            )

    def of_indicator(self, number: int, code: str) -> dict[str, Value]:
        """Give what the cells of one indicator say, typed over current; conflicts say nothing."""
        values: dict[str, Value] = {}
        found: dict[str, Current] = {}
        for one in forebears(self.catalogue.crosswalk, code) if self._moves else (code,):
            span = (one, one + "}", number)  # "}" follows "|" and every letter in ASCII
            found |= _grouped(self._tables.rows(_OF_INDICATOR, *span))
            for cell, value in self._tables.rows(_TYPED_OF_INDICATOR, *span):
                values[cell] = answers.answer(value)
        values = {cell: standing.value for cell, standing in self.names.together(found).items()} | values
        return {c: v for c, v in self._today(values).items() if parse_cell(c).indicator == code}

    def counts(self, number: int) -> dict[int, Count]:
        """Give the counts of a return by goal."""
        found = self._tables.rows(
            "SELECT goal, sum(filled), sum(expected), sum(unread), sum(conflicts)"
            " FROM tally WHERE return = ? GROUP BY goal",
            number,
        )
        return {row[0]: Count(*row[1:]) for row in found}


def _flag(standing: Current) -> int:
    candidates = standing.candidates
    if len(candidates) > 1:
        return _CONFLICT
    return _UNREAD if candidates and candidates[0].value.state is State.UNREAD else _PLAIN


def _grouped(rows: Iterable[tuple[str, str, str]]) -> dict[str, Current]:
    """Put rows of cell, value and revision, in this order, together as ``domain.merge`` does."""
    cells: dict[str, Current] = {}
    for code, column, revision in rows:
        value, known = answers.answer(column), cells.get(code)
        cells[code] = (
            Current((Candidate(value, (revision,)),)) if known is None else _joined(known, value, revision)
        )
    return cells


def _joined(known: Current, value: Value, revision: str) -> Current:
    """Give what stands in a cell with one more revision that set it."""
    for n, candidate in enumerate(known.candidates):
        if candidate.value.same_as(value):
            joined = Candidate(candidate.value, (*candidate.revisions, revision))
            return Current((*known.candidates[:n], joined, *known.candidates[n + 1 :]))
    return Current((*known.candidates, Candidate(value, (revision,))))
