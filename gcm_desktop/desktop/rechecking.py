"""Holds a return against the rules in slices, so that a key never waits for them."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from gcm_desktop.app import answering, checking
from gcm_desktop.app.desk import Desk
from gcm_desktop.domain.cells import CellKind, parse_cell
from gcm_desktop.domain.leftovers import leftovers
from gcm_desktop.domain.rules import findings
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.domain.values import Value
from gcm_desktop.errors import Issue

_AFTER: Final = 250  # ms after the last commit
_SLICE: Final = 0.008  # seconds of rules between two looks at the keyboard

Findings = dict[str, tuple[Issue, ...]]


class Rechecking(QObject):
    """Gives the findings of a return by indicator, a while after it changed."""

    done = Signal(object)  # Findings

    def __init__(self, desk: Desk, key: ReturnKey, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._key = key
        self._answers = checking.answers(desk, key)
        self._left: Iterator[str] = iter(())
        self._found: Findings = {}
        self._start = QTimer(self, singleShot=True, interval=_AFTER)
        self._start.timeout.connect(self._begin)
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._slice)
        self._values: Mapping[str, Value] = {}

    def soon(self, values: Mapping[str, Value]) -> None:
        """Begin again after a pause."""
        self._values = values
        self._next.stop()
        self._start.start()

    def now(self, values: Mapping[str, Value]) -> None:
        """Give the findings before this returns."""
        self._values = values
        self._begin()
        self._next.stop()
        while self._one():
            pass
        self.done.emit(self._found)

    def stop(self) -> None:
        """Stop the clocks."""
        self._start.stop()
        self._next.stop()

    def _begin(self) -> None:
        self._start.stop()
        self._answers = replace(self._answers, now=dict(self._values))
        asked = set(self._desk.asked_codes(self._key))
        asked |= {code.indicator for code in map(parse_cell, self._values) if code.kind is CellKind.INDICATOR}
        self._left = iter([code for code in self._desk.catalogue.indicators if code in asked])
        self._found = {}
        for issue in leftovers(self._values, checking.prompts(self._desk.catalogue)):
            self._add(issue)
        for issue in answering.remark_issues(self._desk, self._key, self._values):
            self._add(issue)
        self._next.start()

    def _add(self, issue: Issue) -> None:
        place = parse_cell(issue.where.cell).indicator or issue.where.cell[:3]  # N05 for a narrative
        self._found[place] = (*self._found.get(place, ()), issue)

    def _slice(self) -> None:
        until = time.monotonic() + _SLICE
        while time.monotonic() < until:
            if not self._one():
                self.done.emit(self._found)
                return
        self._next.start()

    def _one(self) -> bool:
        """Check one indicator; says whether there was one left."""
        code = next(self._left, "")
        if code:
            found = findings(self._answers, [self._desk.catalogue.indicators[code]])
            if found:
                self._found[code] = (*self._found.get(code, ()), *found)
        return bool(code)
