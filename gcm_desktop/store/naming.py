"""The names cells were set under, where codes were renamed since."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final

from gcm_desktop.catalogue import renaming
from gcm_desktop.domain.catalogue import Catalogue
from gcm_desktop.domain.merge import Current, under_one_name
from gcm_desktop.domain.naming import several_names
from gcm_desktop.store.tables import Tables

_SETS: Final = "SELECT 1 FROM revision_set JOIN cell c USING (cell) WHERE revision = ? AND c.code = ?"
_SET_CODES: Final = (
    "SELECT c.code FROM revision_set JOIN cell c USING (cell) WHERE revision = ? ORDER BY c.code"
)
_SET_IN: Final = (
    "SELECT DISTINCT r.return FROM json_each(?) j JOIN revision_set s ON s.cell = j.value"
    " JOIN revision r USING (revision)"
)


class Names:
    """Looks up under which of its names a cell was set; free of cost while no code was renamed."""

    def __init__(self, tables: Tables, catalogue: Catalogue) -> None:
        self._tables = tables
        self.named = renaming(catalogue.crosswalk)

    def today(self, code: str) -> str:
        """Give the name a cell has today."""
        return code if self.named is None else self.named(code)

    def together(self, found: dict[str, Current]) -> dict[str, Current]:
        """Put what stands in one cell under several of its names together, as ``domain.merge`` does."""
        return found if self.named is None else under_one_name(found, self.named)

    def known(self, code: str) -> tuple[str, ...]:
        """Give every name of a cell that anything was ever set under, its own first."""
        if self.named is None:
            return (code,)
        today = self.named(code)
        found = (other for (other,) in self._tables.rows("SELECT code FROM cell ORDER BY code"))
        return (code, *(other for other in found if other != code and self.named(other) == today))

    def set_under(self, code: str, standing: Current, numbers: Mapping[str, int]) -> dict[str, str]:
        """Give the revisions that set a cell of today under another of its names, with that name."""
        if self.named is None or self.named(code) != code:
            return {}
        found = {}
        for id_ in (id_ for one in standing.candidates for id_ in one.revisions):
            if not self._tables.one(_SETS, numbers[id_], code):
                own = (name for (name,) in self._tables.rows(_SET_CODES, numbers[id_]))
                found[id_] = next(name for name in own if self.named(name) == code)
        return found

    def entangled(self) -> frozenset[int]:
        """Give the returns in which something was set under several names of one cell."""
        if self.named is None:
            return frozenset()
        numbers = {code: cell for cell, code in self._tables.rows("SELECT cell, code FROM cell")}
        several = [numbers[name] for names in several_names(numbers, self.named).values() for name in names]
        found = self._tables.rows(_SET_IN, json.dumps(several))
        return frozenset(number for (number,) in found)
