"""Writes the data file of a released version, once: python -m tests.old_files.make v1.gcm."""

import sys
from pathlib import Path

from gcm_desktop.catalogue import load
from gcm_desktop.domain.merge import decide
from gcm_desktop.domain.published import Figure, How, Kept
from gcm_desktop.domain.records import Act, ActKind, Maker, Revision
from gcm_desktop.domain.units import parse_unit, registers_of, return_of
from gcm_desktop.domain.values import Precision, State, Value, number
from gcm_desktop.store import Arrival, create_file

KEY = return_of(parse_unit("TM-M"), "2026-Q3")
REGISTERS = registers_of(parse_unit("TM-M"))
MAKER = Maker("Ö. Garajaýew", "baş hünärmen", "9f31")
SHOWN = {
    "G05.02": number("5"),
    "G05.02|SEX=F": Value(State.VALUE, "2", Precision.ABOUT, note="Sanaw boýunça", written="≈ 2"),
    "G05.02|SEX=M": Value(State.UNREAD, "üç"),
    "G01.02": Value(State.NOT_COLLECTED),
    "N05.progress": Value(State.VALUE, "Öňe gidişlik bar."),
}
PUBLISHED = {Figure("TM-M", "2026-Q3", "G10.01"): Kept("3", How.HIDDEN)}


def fill(path: Path) -> None:
    """Make a file with something of everything."""
    with create_file(path, national=True, catalogue=load(), maker=MAKER) as file:
        catalogue = file.catalogue.digest
        file.set_setting("form_number", "1-GCM")
        file.commit_cells(KEY, {"G05.02": number("4"), "G01.02": SHOWN["G01.02"]}, MAKER, "Paste")
        sent = file.freeze(KEY, MAKER)
        file.add_acts([Act(f"revision:{sent.id}", ActKind.SENT, person=MAKER, date="2026-10-09")])
        rival = Revision(KEY, (), catalogue, {"G05.02": number("5"), "G05.02|SEX=M": SHOWN["G05.02|SEX=M"]})
        places = {"G05.02": ("G05", "D6")}
        file.receive(Arrival("a" * 64, "TM-M.xlsx", "tk", (rival,), places=places), MAKER)
        now = file.current(KEY)["G05.02"]
        file.add_revision(decide(KEY, "G05.02", number("5"), now, catalogue, MAKER, "Soraldy"))
        wrong = Revision(KEY, (), catalogue, {"G01.02": number("9")})
        file.receive(Arrival("b" * 64, "wrong.xlsx", "ru", (wrong,)), MAKER)
        file.withdraw("b" * 64, MAKER, "Başga faýl")
        file.commit_cells(REGISTERS, {"R.BA.x1.partner": Value(State.VALUE, "TUR")}, MAKER)
        typed = ("G05.02|SEX=F", "N05.progress")
        file.commit_cells(KEY, {cell: SHOWN[cell] for cell in typed}, MAKER)
        file.keep_publication({"kind": "summary", "unit": "TM-M"}, "c" * 64, PUBLISHED, MAKER)


if __name__ == "__main__":
    target = Path(__file__).with_name(sys.argv[1])
    fill(target)
    for backup in target.with_name(f"{target.stem}-backups").iterdir():
        backup.unlink()
    target.with_name(f"{target.stem}-backups").rmdir()
