"""The left side of the print window: what is printed, of whom, in which language, and how the page lies."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from gcm_desktop.app import corrigenda, display, printed_choices
from gcm_desktop.app.desk import Desk, unit_name
from gcm_desktop.app.printed_kinds import Choice, PrintKind, Wish
from gcm_desktop.app.printed_parts import REVIEW_NAMES, SUMMARY_NAMES, Parts, parse_goals
from gcm_desktop.catalogue import units as asked_units
from gcm_desktop.desktop import theme
from gcm_desktop.desktop.languages import NAMES
from gcm_desktop.desktop.mnemonics import marked
from gcm_desktop.domain.audience import Audience
from gcm_desktop.domain.page_setup import Binding, Orientation, PageSetup
from gcm_desktop.domain.periods import parse_period
from gcm_desktop.domain.units import ReportingUnit, parse_unit
from gcm_desktop.i18n import Words, mark

KINDS: Final = {
    PrintKind.SUMMARY: mark("Summary"),
    PrintKind.REVIEW: mark("National voluntary review"),
    PrintKind.GOAL: mark("Goal sheet"),
    PrintKind.COMPLETENESS: mark("Completeness report"),
    PrintKind.CORRIGENDUM: mark("Corrigendum"),
    PrintKind.BLANK: mark("Blank form"),
    PrintKind.CALL_SHEET: mark("Call sheet"),
    PrintKind.CARD: mark("Key card"),
}
_AUDIENCES: Final = {
    Audience.INTERNAL: mark("Internal, exact figures"),
    Audience.PUBLICATION: mark("Publication, small hidden"),
}
_LYING: Final = {Orientation.PORTRAIT: mark("Portrait"), Orientation.LANDSCAPE: mark("Landscape")}
_BINDINGS: Final = {
    Binding.LEFT: mark("At the left, 30 mm"),
    Binding.INNER: mark("Two-sided, inner side"),
    Binding.NONE: mark("Not bound, 20 mm"),
}
_PARTED: Final = {
    PrintKind.SUMMARY: {part.value: name for part, name in SUMMARY_NAMES.items()},
    PrintKind.REVIEW: {part.value: name for part, name in REVIEW_NAMES.items()},
}
_MOST_COPIES: Final = 99
_WIDE: Final = 412
_REVISION: Final = 8  # letters of a revision's id


class PrintChoices(QScrollArea):
    """One choice a line; a choice that means nothing for the paper is not there."""

    changed = Signal()

    def __init__(
        self, desk: Desk, words: Words, kind: PrintKind, unit: ReportingUnit | None, period: str
    ) -> None:
        super().__init__()
        self.desk, self.words = desk, words
        self._before = printed_choices.remembered()
        self._lying = dict(self._before.orientation)
        self._left_out = dict(self._before.left_out)
        self._build()
        self.reserved: frozenset[str] = frozenset()  # letters that lead to the buttons of the window
        self._fill(kind, unit, period)
        self._choose_kind()
        self._listen()

    # --- building

    def _build(self) -> None:
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.kind, self.unit_box, self.period_box = QComboBox(), QComboBox(), QComboBox()
        self.goal, self.since, self.language, self.second = (QComboBox() for _ in range(4))
        self.audience, self.lying, self.binding = QComboBox(), QComboBox(), QComboBox()
        self.goals, self.copies = QLineEdit(), QSpinBox()
        self.copies.setRange(1, _MOST_COPIES)
        self.parts: dict[str, QCheckBox] = {}
        self.rows = {
            mark("What to print"): self.kind,
            mark("Reporting unit"): self.unit_box,
            mark("Period"): self.period_box,
            mark("Goal"): self.goal,
            mark("Corrects"): self.since,
            mark("Language"): self.language,
            mark("Second language"): self.second,
            mark("For whom"): self.audience,
            mark("Orientation"): self.lying,
            mark("Binding margin"): self.binding,
            mark("Copies"): self.copies,
            mark("Goals"): self.goals,
        }
        self._arrange()

    def _arrange(self) -> None:
        page = QWidget()
        page.setProperty("clear", True)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, theme.px(14), 0)
        grid = QGridLayout()
        grid.setVerticalSpacing(theme.px(5))
        grid.setHorizontalSpacing(theme.px(10))
        grid.setColumnStretch(1, 1)
        self.labels: dict[str, QLabel] = {}
        for line, (name, field) in enumerate(self.rows.items()):
            label = QLabel()
            label.setWordWrap(True)
            label.setBuddy(field)
            label.setFixedWidth(theme.px(112))
            if isinstance(field, QComboBox):
                field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
                field.setMinimumContentsLength(10)
            grid.addWidget(label, line, 0)
            grid.addWidget(field, line, 1)
            self.labels[name] = label
        column.addLayout(grid)
        self.ticks = QVBoxLayout()
        self.ticks.setSpacing(theme.px(4))
        self.ticks.setContentsMargins(0, theme.px(8), 0, 0)
        column.addLayout(self.ticks)
        column.addStretch(1)
        self.setWidget(page)

    def _listen(self) -> None:
        self.kind.currentIndexChanged.connect(lambda _index: self._choose_kind())
        self.period_box.currentIndexChanged.connect(lambda _index: self._choose_period())
        self.unit_box.currentIndexChanged.connect(lambda _index: self._choose_unit())
        self.lying.currentIndexChanged.connect(lambda _index: self._choose_lying())
        self.language.currentIndexChanged.connect(lambda _index: self._choose_language())
        for field in (self.goal, self.since, self.second, self.audience, self.binding):
            field.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self.goals.editingFinished.connect(self._goals_written)

    # --- what can be chosen

    def _fill(self, kind: PrintKind, unit: ReportingUnit | None, period: str) -> None:
        self._own_unit = unit
        periods = {key.period for key in self.desk.file.readable() if not key.is_register}
        self._periods = sorted({*periods, period, self.desk.period} - {""}, reverse=True)
        _fill(self.period_box, [("", one) for one in self._periods], period)
        kinds = [one for one in KINDS if self.desk.national or not one.national]
        _fill(self.kind, [("", one) for one in kinds], kind if kind in kinds else PrintKind.SUMMARY)
        chosen = self._before.language or self.desk.language
        _fill(self.language, [(name, code) for code, name in NAMES.items()], chosen)
        _fill(self.audience, [("", one) for one in Audience], Audience.INTERNAL)
        _fill(self.lying, [("", one) for one in _LYING], Orientation.PORTRAIT)
        _fill(self.binding, [("", one) for one in Binding], self._before.binding)
        self._fill_second(self._before.second)

    def _fill_units(self) -> None:
        """Offer the units of the period, and the nation where the paper may be about it.

        A form or a call sheet is offered for every unit that is asked, also before anything came from it.
        """
        chosen = self.unit_box.currentData() if self.unit_box.count() else str(self._own_unit or "")
        keys = [key for key in self.desk.file.readable() if not key.is_register and key.period == self.period]
        units = {key.unit for key in keys} | {u for u in (self.desk.unit, self._own_unit) if u is not None}
        if self.desk.national and self.paper in (PrintKind.BLANK, PrintKind.CALL_SHEET):
            units |= set(asked_units(self.desk.catalogue, parse_period(self.period)))
        code = self.words.code
        named = [(unit_name(self.desk.catalogue, one, code), str(one)) for one in units]
        items = sorted(named, key=lambda pair: self.words.sort_key(pair[0]))
        if self.desk.national and not self.paper.by_unit:
            items.insert(0, (self.desk.catalogue.areas["TM"].name.of(code), ""))
        _fill(self.unit_box, items, chosen)

    def _fill_second(self, chosen: str) -> None:
        others = [(name, code) for code, name in NAMES.items() if code != self.language.currentData()]
        _fill(self.second, [(self.words.say("One language only"), ""), *others], chosen)

    def _fill_goals(self) -> None:
        """Offer the goals of a sheet, or those that ask the chosen unit something."""
        say, whole = self.words.say, self.paper is PrintKind.BLANK
        numbers = [goal.number for goal in self.desk.catalogue.goals]
        if whole and self.unit is not None:
            asked = self.desk.asked(self.desk.key(self.unit, self.period))
            numbers = sorted({indicator.goal for indicator in asked})
        items: list[tuple[str, object]] = [(say("Whole return"), 0)] if whole else []
        items += [(say("Goal {number}", number=number), number) for number in numbers]
        _fill(self.goal, items, self.goal.currentData())

    def _fill_since(self) -> None:
        """Offer the sendings a corrigendum can start from."""
        items = [(self.words.say("The last that differs"), "")]
        if self.paper is PrintKind.CORRIGENDUM and self.unit is not None:
            sent = corrigenda.sent_revisions(self.desk, self.desk.key(self.unit, self.period))
            for id_, act in sent.items():
                day = display.shown_date(self.words, act.date) if act.date else "–"
                items.append((f"{day} · {id_[:_REVISION]}", id_))
        _fill(self.since, items, self.since.currentData())

    def _fill_parts(self) -> None:
        names = _PARTED.get(self.paper, {})
        left_out = self._left_out.get(self.paper, frozenset())
        for tick in self.parts.values():
            self.ticks.removeWidget(tick)
            tick.hide()
            tick.deleteLater()
        self.parts = {}
        for part in names:
            tick = QCheckBox()
            tick.setChecked(part not in left_out)
            tick.toggled.connect(lambda _on: self._tick())
            self.parts[part] = tick
            self.ticks.addWidget(tick)

    # --- what was chosen

    @property
    def paper(self) -> PrintKind:
        """Give the kind of paper chosen."""
        return PrintKind(self.kind.currentData())

    @property
    def unit(self) -> ReportingUnit | None:
        """Give the unit chosen, nothing for the nation."""
        code = str(self.unit_box.currentData() or "")
        return parse_unit(code) if code and self.paper.takes(Choice.UNIT) else None

    @property
    def period(self) -> str:
        """Give the period chosen."""
        return str(self.period_box.currentData())

    @property
    def across(self) -> bool:
        """Say whether the paper lies across by itself."""
        return self.paper.lies_across(self.unit is None and self.desk.national)

    @property
    def wish(self) -> Wish:
        """Give the paper wished for; raises UserError E512 for goals that are none."""
        takes, paper = self.paper.takes, self.paper
        return Wish(
            paper,
            self.unit,
            self.period,
            str(self.language.currentData()),
            str(self.second.currentData()) if takes(Choice.SECOND) else "",
            (self.goal.currentData() or None) if takes(Choice.GOAL) else None,
            str(self.since.currentData()) if takes(Choice.SINCE) else "",
            Audience(self.audience.currentData()) if takes(Choice.AUDIENCE) else Audience.INTERNAL,
            self._chosen_parts() if takes(Choice.PARTS) else Parts(),
            PageSetup(Orientation(self.lying.currentData()), Binding(self.binding.currentData()))
            if takes(Choice.ORIENTATION)
            else PageSetup(),
        )

    def _chosen_parts(self) -> Parts:
        ticked = frozenset(name for name, tick in self.parts.items() if tick.isChecked())
        return Parts(ticked if len(ticked) < len(self.parts) else frozenset(), parse_goals(self.goals.text()))

    def remember(self) -> None:
        """Keep the choices for the next time."""
        printed_choices.remember(
            printed_choices.Remembered(
                self.paper,
                str(self.language.currentData()),
                str(self.second.currentData()),
                Binding(self.binding.currentData()),
                self._lying,
                self._left_out,
            )
        )

    # --- a choice brings others

    def _choose_kind(self) -> None:
        self._fill_parts()
        self._choose_period()

    def _choose_period(self) -> None:
        with QSignalBlocker(self.unit_box):
            self._fill_units()
        self._choose_unit()

    def _choose_unit(self) -> None:
        self._fill_goals()
        self._fill_since()
        usual = Orientation.LANDSCAPE if self.across else Orientation.PORTRAIT
        _choose(self.lying, self._lying.get(self.paper, usual))
        self.retranslate(self.words)
        self.changed.emit()

    def _choose_lying(self) -> None:
        self._lying[self.paper] = Orientation(self.lying.currentData())
        self.changed.emit()

    def _choose_language(self) -> None:
        self._fill_second(str(self.second.currentData()))
        self.changed.emit()

    def _tick(self) -> None:
        """Take or leave a part; one at least stays."""
        off = frozenset(name for name, tick in self.parts.items() if not tick.isChecked())
        if len(off) == len(self.parts):
            for tick in self.parts.values():
                with QSignalBlocker(tick):
                    tick.setChecked(True)
            off = frozenset()
        self._left_out[self.paper] = off
        self.changed.emit()

    def _goals_written(self) -> None:
        if self.goals.isModified():
            self.goals.setModified(False)
            self.changed.emit()

    # --- words

    def retranslate(self, words: Words) -> None:
        """Say everything in another language and show what means something for the paper."""
        self.words = words
        say, shown = words.say, self._shown()
        names = _PARTED.get(self.paper, {})
        seen = [name for name in self.rows if shown.get(name, True)]
        texts = marked([say(name) for name in (*seen, *(names[part] for part in self.parts))], self.reserved)
        for name, field in self.rows.items():
            self.labels[name].setVisible(name in seen)
            field.setVisible(name in seen)
            field.setAccessibleName(say(name))
        for name, text in zip(seen, texts, strict=False):
            self.labels[name].setText(text)
        for (part, tick), text in zip(self.parts.items(), texts[len(seen) :], strict=True):
            tick.setText(text)
            tick.setAccessibleName(say(names[part]))
        _name(self.kind, ((kind, say(text)) for kind, text in KINDS.items()))
        _name(self.period_box, ((one, words.period(one)) for one in self._periods))
        _name(self.audience, ((one, say(text)) for one, text in _AUDIENCES.items()))
        _name(self.lying, ((one, say(text)) for one, text in _LYING.items()))
        _name(self.binding, ((one, say(text)) for one, text in _BINDINGS.items()))
        _name(self.second, [("", say("One language only"))])
        self.goals.setPlaceholderText(say("all, or such as 1-5, 9"))
        self._widen()

    def _widen(self) -> None:
        """Take the width the longest part needs; a tick cannot break its words over two lines."""
        need = self.widget().minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
        self.setFixedWidth(max(theme.px(_WIDE), need, self.minimumWidth()))

    def _shown(self) -> dict[str, bool]:
        takes = self.paper.takes
        return {
            "Reporting unit": takes(Choice.UNIT) and self.unit_box.count() > 1,
            "Period": self.paper is not PrintKind.CARD,
            "Goal": takes(Choice.GOAL),
            "Corrects": takes(Choice.SINCE),
            "Second language": takes(Choice.SECOND),
            "For whom": takes(Choice.AUDIENCE),
            "Orientation": takes(Choice.ORIENTATION),
            "Binding margin": takes(Choice.BINDING),
            "Goals": takes(Choice.PARTS),
        }


def _fill(box: QComboBox, items: Iterable[tuple[str, object]], chosen: object) -> None:
    """Offer other things in a box; the one chosen stays where it is still offered."""
    with QSignalBlocker(box):
        box.clear()
        for text, thing in items:
            box.addItem(text, thing)
        _choose(box, chosen)


def _choose(box: QComboBox, thing: object) -> None:
    with QSignalBlocker(box):
        box.setCurrentIndex(max(box.findData(thing), 0))


def _name(box: QComboBox, names: Iterable[tuple[object, str]]) -> None:
    for thing, text in names:
        if (place := box.findData(thing)) >= 0:
            box.setItemText(place, text)
