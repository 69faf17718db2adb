"""The line above the preview: which page, how large, and how far the pages are."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QToolButton, QWidget

from gcm_desktop.desktop import glyphs, theme
from gcm_desktop.desktop.print_preview import Fit, Preview
from gcm_desktop.i18n import Words


class PreviewBar(QWidget):
    """Turns pages and changes their size; every button has a key in the preview as well."""

    def __init__(self, preview: Preview, words: Words) -> None:
        super().__init__()
        self.preview, self.words = preview, words
        self.before = self._button("chevron-left", lambda: preview.go_to(preview.page - 1))
        self.after = self._button("chevron-right", lambda: preview.go_to(preview.page + 1))
        self.smaller = self._button("zoom-out", lambda: preview.zoom(-1))
        self.larger = self._button("zoom-in", lambda: preview.zoom(1))
        self.fits = {
            fit: self._button("", lambda fit=fit: preview.set_fit(fit)) for fit in (Fit.WIDTH, Fit.PAGE)
        }
        self.place, self.size_told, self.said = QLabel(), QLabel(), QLabel()
        self.progress = QProgressBar()
        self.progress.setFixedWidth(theme.px(150))
        self.progress.setTextVisible(False)
        self._arrange()
        preview.page_changed.connect(lambda _page, _of: self.refresh())
        preview.fit_changed.connect(lambda _fit: self.refresh())
        self.retranslate(words)

    def _button(self, icon: str, pressed: object) -> QToolButton:
        button = QToolButton()
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if icon:
            button.setIcon(glyphs.icon(icon))
        else:
            button.setProperty("segment", True)
            button.setCheckable(True)
        button.clicked.connect(lambda: pressed())  # type: ignore[operator]
        return button

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(4))
        self.said.setProperty("role", "side")
        self.size_told.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.size_told.setMinimumWidth(theme.px(52))
        for part in (self.before, self.place, self.after):
            row.addWidget(part)
        row.addSpacing(theme.px(12))
        row.addWidget(self.progress)
        row.addWidget(self.said, 1)
        for part in (self.smaller, self.size_told, self.larger):
            row.addWidget(part)
        row.addSpacing(theme.px(8))
        for fit in self.fits.values():
            row.addWidget(fit)

    def retranslate(self, words: Words) -> None:
        """Say everything in another language."""
        self.words = words
        say = words.say
        for button, text in (
            (self.before, say("Page before")),
            (self.after, say("Next page")),
            (self.smaller, say("Smaller")),
            (self.larger, say("Larger")),
        ):
            button.setAccessibleName(text)
            button.setToolTip(text)
        self.fits[Fit.WIDTH].setText(say("Page width"))
        self.fits[Fit.PAGE].setText(say("Whole page"))
        self.refresh()

    def refresh(self) -> None:
        """Say which page is in view and how large it is."""
        preview, count = self.preview, len(self.preview.sizes)
        told = self.words.say("Page {page} of {pages}", page=preview.page + 1, pages=count) if count else "–"
        self.place.setText(told)
        self.size_told.setText(self.words.percent(preview.percent) if count else "")
        self.before.setEnabled(preview.page > 0)
        self.after.setEnabled(preview.page + 1 < count)
        for fit, button in self.fits.items():
            button.setChecked(preview.fit is fit)

    def tell(self, text: str) -> None:
        """Say what was done, or nothing."""
        self.said.setText(text)
        self.said.setToolTip(text)

    def show_progress(self, done: int, of: int) -> None:
        """Show how far the work is; without an end in sight it only moves."""
        self.progress.setRange(0, of)
        self.progress.setValue(done)
