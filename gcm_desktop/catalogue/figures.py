"""The review's own figures with the cells that hold them, and the rows registers start with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gcm_desktop.catalogue.loading import home, read_json
from gcm_desktop.domain.cells import CellCode, CellKind
from gcm_desktop.domain.values import Basis, Precision, State, Value


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure the review states; without ``cells`` it is only context and nothing is counted."""

    id: str
    says: str  # what the figure is, in the words of the review
    unit: str
    period: str
    cells: tuple[str, ...]
    value: Value
    printed: str  # the number as stated; differs from the value where it counts register rows
    counted: bool  # counted from a list in the text, not stated as a number


@dataclass(frozen=True, slots=True)
class StartingRow:
    """A register row the program comes with; ``fields`` hold only what the source states."""

    register: str
    row: str
    fields: Mapping[str, str]

    def values(self) -> dict[str, Value]:
        """Give the row as register cells."""
        return {
            str(CellCode(CellKind.REGISTER, register=self.register, row=self.row, field=field)): Value(
                State.VALUE, text
            )
            for field, text in self.fields.items()
        }


def figures(folder: Path | None = None) -> tuple[Figure, ...]:
    """Give the review's figures in their order."""
    return tuple(map(figure_of, read_json((folder or home()) / "figures.json")))


def figure_of(record: Mapping[str, Any]) -> Figure:
    """Build a figure from its record."""
    value = Value(
        State.VALUE,
        record["value"],
        Precision(record.get("precision", "")),
        Basis(record.get("basis", "")),
        note=record.get("note", ""),
    )
    return Figure(
        record["id"],
        record["says"],
        record["unit"],
        record["period"],
        tuple(record.get("cells", ())),
        value,
        record.get("figure", record["value"]),
        record.get("counted", False),
    )


def starting_rows(register: str, folder: Path | None = None) -> tuple[StartingRow, ...]:
    """Give the rows a register starts with; nothing for registers that start empty."""
    path = (folder or home()) / "registers" / f"{register}.json"
    if not path.is_file():
        return ()
    return tuple(StartingRow(register, record["row"], record["fields"]) for record in read_json(path))
