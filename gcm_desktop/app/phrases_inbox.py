"""The sentences about paper, letters and the morning's files, in English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from gcm_desktop.i18n import mark

INBOX: Final[Mapping[str, str]] = {
    "E630": mark(
        "«{found}» is not a check code. Type its five groups of four digits, or at least two of them, as "
        "they stand on the page."
    ),
    "E631": mark("Group {number}, {group}, is mistyped or stands in another place. Look at the page again."),
    "E632": mark(
        "«{found}» is not the check of goal {goal}. Type its four digits as they stand on the page."
    ),
    "E633": mark(
        "The page and the file were not found to agree as the file stands now. Compare them again before "
        "the return is accepted."
    ),
    "E634": mark(
        "The return of {unit} for {period} is neither accepted nor sent back yet. A letter follows from one "
        "of the two."
    ),
    "E635": mark("«{found}» names no goal. Write goal=check, for example 5=1234."),
    "E636": mark("No report stays with «{name}»: it was received before reports were kept."),
}
