"""The reports of files merged one after the other: what came, what moved, and what was not taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gcm_desktop.app import inbox_report
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.effects import Effects
from gcm_desktop.app.inbox import Entry, counted
from gcm_desktop.app.inbox_report import Figure, Report, Told
from gcm_desktop.app.receiving import Planned
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import Words

if TYPE_CHECKING:
    from gcm_desktop.store import ImportRecord


class Reporting:
    """Looks at each file before and after it is taken, and keeps the reports at the end."""

    def __init__(self, desk: Desk, words: Words) -> None:
        self._desk, self._words = desk, words
        self._effects = Effects(desk)
        self._figures: tuple[Figure, ...] = ()
        self._kept: dict[str, tuple[Told, tuple[Figure, ...]]] = {}  # by digest
        self._left: list[Told] = []

    def before(self, planned: Planned) -> None:
        """Note what a file would move in the nation; an office's file has no national figures."""
        moved = self._effects.of(planned.changes) if self._desk.national and planned.takes else ()
        self._figures = inbox_report.figures(moved)

    def after(self, planned: Planned, *, taken: bool) -> None:
        """Note what became of the file."""
        told = inbox_report.told(self._words, Entry(planned, counted(planned), taken=taken))
        if taken and planned.digest:
            self._kept[planned.digest] = (told, self._figures)
            self._effects.took(planned.changes)
        elif told.sentence:
            self._left.append(told)

    def keep(self) -> None:
        """Keep with every file that was taken its own report, and beside it those that were not."""
        for digest, (told, figures) in self._kept.items():
            inbox_report.keep_one(self._desk, digest, Report((told, *self._left), figures))


def reports(desk: Desk) -> tuple[tuple[ImportRecord, Report], ...]:
    """Give the imports that have a report, in the order of arrival."""
    found = ((record, inbox_report.kept(desk, record)) for record in desk.file.imports())
    return tuple((record, report) for record, report in found if report is not None)


def report_of(desk: Desk, record: ImportRecord) -> Report:
    """Give the report that stayed with an import; E636 when it was taken without one."""
    found = inbox_report.kept(desk, record)
    if found is None:
        raise UserError("E636", name=record.name)
    return found
