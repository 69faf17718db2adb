"""A summary with every state, long names and real letters, made by hand, and eyes to read the paper."""

import subprocess
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from gcm_desktop import i18n
from gcm_desktop.reports import (
    RegisterExtract,
    Summary,
    SummaryGoal,
    SummaryRow,
    SummaryUnit,
    write_summary,
)

NAMES = {
    "tk": (
        "Dogluşyň hasaba alnyşy: daşary ýurt raýaty we raýatlygy bolmadyk ata-eneleriň çagalarynyň kanuny "
        "möhletde hasaba alnan dogluşlarynyň paýy",
        "ň ş ž ý ä ö ü ç Ň Ş Ž Ý Ä Ö Ü Ç",
        "Mary welaýaty",
        "Hawa",
    ),
    "ru": (
        "Регистрация рождений: доля рождений детей иностранных граждан и лиц без гражданства, "
        "зарегистрированных в законный срок",
        "съёмка, приём, объезд, №, Ёж",
        "Марыйский велаят",
        "Да",
    ),
    "en": (
        "Birth registration: share of births of children of foreign and stateless parents registered within "
        "the period set by law",
        "“figures” – from a letter…",
        "Mary velayat",
        "Yes",
    ),
}
AREAS = ("TM-A", "TM-B", "TM-D", "TM-L", "TM-M", "TM-S", "TM-N")


def _rows(name: str, letters: str, yes: str) -> tuple[SummaryRow, ...]:
    by_unit = ("1\u00a0204", "…", "×", "\u21c4", "", "0", "≈\u00a0412")
    return (
        SummaryRow("G04.07", name, unit="%", note=letters),
        SummaryRow(text="N", depth=1, total="63", previous="60", change="+5\u00a0%", kind="component"),
        SummaryRow(text="D", depth=1, total="99", previous="98", change="+1\u00a0%", kind="component"),
        SummaryRow(text="%", depth=1, total="63,6", kind="result", coverage="6 / 7", by_unit=by_unit),
        SummaryRow(
            "G04.08",
            letters,
            total="1\u00a0234\u00a0567",
            women="617\u00a0283",
            men="617\u00a0283",
            unknown="1",
        ),
        SummaryRow(text=letters, depth=1, kind="heading"),
        SummaryRow(text="0–17", depth=2, total="…", kind="part", coverage="7 / 7", by_unit=by_unit),
        SummaryRow(text="18–29", depth=2, total="×", kind="part"),
        SummaryRow(text="30–44", depth=2, total="0", kind="part"),
        SummaryRow(text="45–59", depth=2, total="\u21c4", kind="part"),
        SummaryRow(text="60+", depth=2, total="≥\u00a0372", kind="part"),
        SummaryRow("G04.09", name, total=yes, previous=yes),
        SummaryRow("G04.10", name, total="01.05.2008"),
        SummaryRow("G04.11", name, total=name, previous=name),
        SummaryRow("G04.12", name, total="123\u00a0456\u00a0789\u00a0012,55"),
    )


def made(language: str = "tk", kind: str = "unit", **changes) -> Summary:
    """Make a summary; whatever else is to differ is named."""
    name, letters, area, yes = NAMES[language]
    rows = _rows(name, letters, yes)
    goals = tuple(
        SummaryGoal(
            n,
            name,
            f"{n // 3}. {letters}",
            rows,
            "1\u00a0235\u00a0098",
            f"{n:04d}",
            9,
            12,
            ((letters, f"{letters}\n{name}"),),
        )
        for n in range(1, 7)
    )
    extract = RegisterExtract(letters, ("A", "B", "C"), ((name, "BLR", "01.05.2008"),) * 3)
    whole = Summary(
        language,
        kind,
        letters,
        area,
        area,
        i18n.words(language).period("2026-Q3"),
        name,
        "1234 5678 9012 3456 7890",
        "1.0",
        "09.10.2026",
        goals,
        revision="3f9a2c1b",
        units=tuple(SummaryUnit(code, area, code != "TM-N") for code in AREAS),
        registers=(extract,),
        notes=(letters,),
        executor=letters,
        phone="+993 522 3-45-67",
    )
    return replace(whole, **changes)


@pytest.fixture
def summary() -> Callable[..., Summary]:
    """Give a maker of summaries: language, kind and whatever else is to differ."""
    return made


@pytest.fixture(scope="session")
def printed(tmp_path_factory) -> Callable[..., tuple[Path, int]]:
    """Give the pages of a summary as it is made, written once, and how many they are."""

    @cache
    def write(language: str, kind: str, draft: bool = False) -> tuple[Path, int]:
        path = tmp_path_factory.mktemp("summary") / f"{kind}-{language}.pdf"
        return path, write_summary(made(language, kind, draft=draft), path)

    return write


@pytest.fixture
def text_of() -> Callable[[Path], str]:
    """Give what a reader of the text layer gets, pages parted by form feeds."""

    def read(path: Path, *options: str) -> str:
        command = ["pdftotext", "-enc", "UTF-8", *options, str(path), "-"]
        return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout

    return read
