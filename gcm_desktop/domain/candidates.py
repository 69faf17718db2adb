"""What stands in a cell: the values nobody overruled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Final, NamedTuple

from gcm_desktop.domain.records import Revision
from gcm_desktop.domain.values import BLANK, State, Value


class Candidate(NamedTuple):
    """One distinct value nobody overruled and the revisions that set it."""

    value: Value
    revisions: tuple[str, ...]


class Current(NamedTuple):
    """What stands in a cell: one candidate is its value, several are a conflict."""

    candidates: tuple[Candidate, ...]

    @property
    def conflict(self) -> bool:
        """Say whether a person has to decide."""
        return len(self.candidates) > 1

    @property
    def value(self) -> Value:
        """Give the value; in a conflict there is none, so it reads blank."""
        found = self.candidates
        return found[0].value if len(found) == 1 else BLANK


class Lone(Mapping[str, Current]):
    """What stands in the cells of a return of which one revision alone counts, made when it is asked for.

    Nearly every return that arrives is one: thousands of cells that nobody looks at one by one.
    """

    def __init__(self, id_: str, revision: Revision) -> None:
        self.id, self.sets = id_, revision.sets
        self._by = (id_,)

    @cached_property
    def unread(self) -> tuple[str, ...]:
        """Give the cells that could not be read."""
        return tuple(cell for cell, value in self.sets.items() if value.state is State.UNREAD)

    def __getitem__(self, cell: str) -> Current:
        """Give what stands in a cell."""
        return Current((Candidate(self.sets[cell], self._by),))

    def __iter__(self) -> Iterator[str]:
        """Go through the cells."""
        return iter(self.sets)

    def __len__(self) -> int:
        """Count the cells."""
        return len(self.sets)


NOTHING: Final = Current(())
