"""The sentences about codes on paper, in English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from gcm_desktop.i18n import mark

PAPER: Final[Mapping[str, str]] = {
    "E700": mark("The codes of this page cannot be read as a return. Scan the page again."),
    "E701": mark(
        "No code of a return was found. Choose pictures of the last page, upright and whole, at 200 dots an "
        "inch or more."
    ),
    "E702": mark("These pages belong to different returns ({count}). Choose the page of one return."),
    "E703": mark("Of {count} codes these could not be read: {found}. Scan the page again."),
    "E704": mark("«{file}» is not a picture or PDF file. Scan the page as PNG, JPEG, TIFF or PDF."),
    "E705": mark("«{file}» is too large. Scan the page at 300 dots an inch."),
    "E706": mark("The page was printed with a catalogue that is not here. Load that version first."),
    "W700": mark("The narratives differ from those printed; the codes do not hold them."),
}
