"""Returns saved again by LibreOffice and gnumeric, as any kind of file, say the same with the same code."""

from __future__ import annotations

import dataclasses
import random
import shutil

import pytest

from gcm_desktop.domain.digests import check_code, content_digest
from gcm_desktop.domain.units import registers_of, return_of
from gcm_desktop.domain.values import Precision, State, Value
from gcm_desktop.errors import UserError
from gcm_desktop.exchange.reading import read_bytes
from gcm_desktop.exchange.writing import workbook_bytes
from tests.exchange.books import PERIOD, REGISTER, book_of, every_kind, values_of
from tests.exchange.mutants import KEPT, small
from tests.exchange.office import Job, office_works, saved_by_gnumeric

pytestmark = pytest.mark.office
PASSWORD = "Ýaňy 2026 пароль"
TEXTS = (
    "=1+1", "+5", "-", "@a", "'412", "1e5", "01.05.2008", "TRUE", "#REF!", "5%", "&<>\"'", "a  b", "ň Ş ž Ý",
    "«да» — нет", "😀 𝒳", "bir\niki\n\nüç", "x" * 900, "\u0661\u0662", "0012", "1,5", "[1]A!B2",
)  # fmt: skip
EDITS = (
    (KEPT[0], "VALUE", 31),
    ("G05.02", "SEX=F", 5),
    ("G05.02", "NOTE", "ýaňy"),
    ("N05.next", "VALUE", "=x"),
)


@pytest.fixture(scope="module")
def only(catalogue):
    return small(catalogue)


def some_values(only, unit, seed):
    """Fill a return by chance: numbers of every length, states, marks, texts that look like others."""
    chance = random.Random(seed)
    values = {}
    for cell, value in every_kind(only, unit).items():
        if not cell.startswith((*KEPT, "N05")) or (seed and chance.random() < 0.3):
            continue
        if value.state is State.VALUE and value.text.isdigit() and seed:
            value = dataclasses.replace(value, text=str(chance.randrange(10 ** chance.randint(1, 15))))
        if value.state is not State.BLANK and "SEX=" not in cell and seed:
            value = dataclasses.replace(value, note=chance.choice(TEXTS), source=chance.choice(TEXTS))
        values[cell] = value
    values["N05.practice"] = Value(State.VALUE, chance.choice(TEXTS))
    return values


def same(read, unit, only, values):
    """Say whether a return says these values, under the same check code, and its register too."""
    key = return_of(unit, PERIOD)
    seen = values_of(read, key)
    codes = {check_code(content_digest(key, only.digest, cells)) for cells in (values, seen)}
    return seen == values and len(codes) == 1 and values_of(read, registers_of(unit)) == REGISTER


SEEDS = range(4)
OFFICE = (
    *(Job(f"{seed}.xlsx", f"{seed}-office.ods") for seed in SEEDS),
    *(Job(f"{seed}.xlsx", f"{seed}-office.xlsx") for seed in SEEDS),
    *(Job(f"{seed}-office.ods", f"{seed}-back.xlsx") for seed in SEEDS),
    Job("0-office.xlsx", "0-across.ods"),
    Job("0.xlsx", "edited.xlsx", EDITS),
    Job("0.xlsx", "edited.ods", EDITS),
    Job("0-office.ods", "edited-back.xlsx", EDITS),
    Job("0.xlsx", "locked.xlsx", password=PASSWORD),
    Job("0.xlsx", "locked.ods", password=PASSWORD),
    Job("0.xlsx", "old.xls"),
)
GNUMERIC = (
    *((f"{seed}.xlsx", f"{seed}-gnumeric.xlsx") for seed in SEEDS),
    *((f"{seed}.xlsx", f"{seed}-gnumeric.ods") for seed in SEEDS),
    ("0-gnumeric.xlsx", "0-twice.ods"),
    ("0-office.ods", "0-both.xlsx"),
    ("0-office.xlsx", "0-both.ods"),
)


@pytest.fixture(scope="module")
def folder(only, unit, tmp_path_factory):
    """Let both programs save everything once."""
    folder = tmp_path_factory.mktemp("saved")
    for seed in SEEDS:
        book = book_of(only, unit, some_values(only, unit, seed), REGISTER)
        (folder / f"{seed}.xlsx").write_bytes(workbook_bytes(book))
    office_works(folder, OFFICE)
    for source, target in GNUMERIC:
        saved_by_gnumeric(folder / source, folder / target)
    return folder


@pytest.fixture(scope="module")
def takes(only, folder):
    def read(name, password=""):
        return read_bytes((folder / name).read_bytes(), name, {only.digest: only}, password)

    return read


UNTOUCHED = [
    *(job.target for job in OFFICE if job.target[0].isdigit()),
    *(target for _source, target in GNUMERIC),
]


@pytest.mark.parametrize("name", UNTOUCHED)
def test_what_another_program_only_saved_says_the_same(takes, only, unit, name):
    read = takes(name)
    assert read.edited == ()
    assert same(read, unit, only, some_values(only, unit, int(name[0])))
    assert {issue.code for issue in read.issues} <= {"W401"}


@pytest.mark.parametrize("name", ["edited.xlsx", "edited.ods", "edited-back.xlsx"])
def test_what_was_typed_in_another_program_is_the_only_difference(takes, only, unit, name):
    wanted = some_values(only, unit, 0)
    blank = Value()
    female = wanted.get("G05.02|SEX=F", blank)
    wanted |= {
        KEPT[0]: dataclasses.replace(wanted.get(KEPT[0], blank), text="31"),
        "G05.02|SEX=F": dataclasses.replace(female, text="5", precision=Precision.EXACT),
        "G05.02": dataclasses.replace(wanted.get("G05.02", blank), note="ýaňy"),
        "N05.next": Value(State.VALUE, "=x"),
    }
    assert same(takes(name), unit, only, wanted)


@pytest.mark.parametrize("name", ["locked.xlsx", "locked.ods"])
def test_what_another_program_locked_opens_with_its_password(takes, only, unit, name):
    for password, code in (("", "E412"), ("2026", "E435")):
        with pytest.raises(UserError) as refused:
            takes(name, password)
        assert refused.value.code == code
    assert same(takes(name, PASSWORD), unit, only, some_values(only, unit, 0))


def test_a_workbook_of_the_old_kind_is_refused_with_what_to_do(takes, folder):
    shutil.copy(folder / "old.xls", folder / "renamed.xlsx")
    for name in ("old.xls", "renamed.xlsx"):
        with pytest.raises(UserError) as refused:
            takes(name)
        assert refused.value.code == "E405"


def through(folder, chance, source, steps):
    """Save a file again and again, by either program and as either kind; gives the last."""
    for step in range(steps):
        target = f"{source.partition('.')[0]}-{step}.{chance.choice(('xlsx', 'ods'))}"
        if chance.random() < 0.5 and not source.endswith(".ods"):
            saved_by_gnumeric(folder / source, folder / target)
        else:
            office_works(folder, [Job(source, target)])
        source = target
    return source


@pytest.mark.soak
def test_any_road_through_other_programs_is_the_identity(only, unit, takes, folder, record_property):
    record_property("count", 40)
    for seed in range(100, 140):
        chance, values = random.Random(seed), some_values(only, unit, seed)
        (folder / f"{seed}.xlsx").write_bytes(workbook_bytes(book_of(only, unit, values, REGISTER)))
        read = takes(through(folder, chance, f"{seed}.xlsx", chance.randint(1, 3)))
        assert read.edited == (), seed
        assert same(read, unit, only, values), seed
