"""What one coordinator removed for good leaves the other's file too, and never comes back from it."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gcm_desktop.app import purging, sharing
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.figures import finished
from gcm_desktop.domain.records import Maker, Revision
from gcm_desktop.domain.units import parse_unit, return_of
from gcm_desktop.domain.values import number
from gcm_desktop.errors import Issue, Severity, UserError, Where
from gcm_desktop.exchange.parcel import Contents, write_parcel
from gcm_desktop.store import Arrival, open_file
from gcm_desktop.store.sharing import Sharing

MARY = return_of(parse_unit("TM-M"), "2026-Q3")
CELLS = ("G05.02", "G05.06", "G05.02|SEX=F")
SECRET = "Atayew Merdan"


def national(path, name):
    return Desk.create(path, "", "2026-Q3", national=True, maker=Maker(name), listed=False)


@pytest.fixture
def two(tmp_path):
    with national(tmp_path / "a.gcm", "A.") as one, national(tmp_path / "b.gcm", "B.") as other:
        yield one, other


def told(desk, parents=(), name="mary.xlsx"):
    sets = {"G05.02": replace(number("412"), note=SECRET), "G05.06": number("7")}
    revision = Revision(MARY, parents, desk.catalogue.digest, sets)
    issue = Issue("W401", Severity.WARNING, Where(name, "G05", "D7", "G05.02"), {"text": SECRET})
    digest = hashlib.sha256(name.encode()).hexdigest()
    return Arrival(digest, name, "tk", (revision,), issues=(issue,), original=SECRET.encode())


def remove(desk, cell="G05.02"):
    purging.purge(desk, purging.of_cell(desk, MARY, cell), "a name in the note", "TM-M")


def over(one, other, **wishes):
    path = one.file.path.with_suffix(".gcmx")
    sent = finished(sharing.send_everything(one, path))
    return sent, finished(sharing.take_everything(other, path, **wishes))


def secret_in(desk):
    desk.file.checkpoint()
    return SECRET.encode() in desk.file.path.read_bytes()


def test_content_removed_there_leaves_here_after_it_was_confirmed(two):
    one, other = two
    for desk in two:
        desk.file.receive(told(desk), desk.maker)
    remove(one)
    _, tried = over(one, other, dry_run=True)
    assert (tried.removed, [p.reason for p in tried.purged]) == (1, ["a name in the note"])
    assert [change.cell for change in tried.changes] == ["G05.02"]
    with pytest.raises(UserError, match="E663"):
        over(one, other)
    assert other.file.cells(MARY)["G05.02"].note == SECRET
    sent, found = over(one, other, removing=True)
    assert (found.code, found.removed) == (sent.code, 1)
    assert other.file.cells(MARY).keys() == {"G05.06"}
    assert not secret_in(other)
    assert [r.by.name for r in other.file.purged()] == ["A."]
    assert over(other, one)[1].nothing_new is False  # its import of the parcel is news, its content is not
    assert one.file.cells(MARY).keys() == {"G05.06"}


def test_what_is_left_of_a_revision_travels_and_the_whole_one_does_not_come_back(two):
    one, other = two
    arrival = told(one)
    one.file.receive(arrival, one.maker)
    remove(one)
    sent, found = over(one, other)
    assert (found.removed, found.code) == (0, sent.code)
    assert other.file.cells(MARY).keys() == {"G05.06"}
    other.file.receive(replace(arrival, digest="c" * 64, name="again.xlsx"), other.maker)
    assert other.file.cells(MARY).keys() == {"G05.06"}
    assert not secret_in(other)
    with open_file(other.file.backup(other.file.path.parent)) as kept:
        assert kept.cells(MARY)["G05.06"].text == "7"


def test_a_revision_called_what_it_is_not_is_refused(two, tmp_path):
    one, other = two
    one.file.receive(told(one), one.maker)
    (id_,) = one.file.revisions(MARY)
    forged = Revision(MARY, (), one.catalogue.digest, {"G05.06": number("9")})
    forged.__dict__["id"] = id_
    shared = Sharing(one.file)
    held = replace(shared.held(MARY), revisions=(forged,))
    parcel = Contents(
        one.file.file_id, one.catalogue.digest, "1", "tk", one.file.held_versions(), shared.imports(),
        (), shared.links(), (held,),
    )  # fmt: skip
    finished(write_parcel(parcel, tmp_path / "forged.gcmx"))
    finished(sharing.take_everything(other, tmp_path / "forged.gcmx"))
    assert id_ not in other.file.revisions(MARY)  # without a removal on record it is what its digest says


def test_a_parcel_of_the_first_format_which_told_of_no_removals_is_taken(two):
    one, other = two
    one.file.receive(told(one), one.maker)
    path = one.file.path.with_suffix(".gcmx")
    code = finished(sharing.send_everything(one, path)).code
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name != "purged.json"}
    head = json.loads(parts["manifest.json"]) | {"format": 1}
    head["parts"].pop("purged.json")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (parts | {"manifest.json": json.dumps(head).encode()}).items():
            archive.writestr(name, data)
    assert finished(sharing.take_everything(other, path)).code == code


STEPS = st.lists(
    st.one_of(
        st.tuples(
            st.just("make"), st.booleans(), st.sets(st.sampled_from(CELLS), min_size=1), st.integers(0, 9)
        ),
        st.tuples(st.just("remove"), st.booleans(), st.sampled_from(CELLS)),
        st.tuples(st.just("over"), st.booleans()),
    ),
    min_size=2,
    max_size=6,
)


@pytest.fixture(scope="module")
def blank(tmp_path_factory):
    path = tmp_path_factory.mktemp("blank") / "n.gcm"
    national(path, "").close()
    return path


@settings(max_examples=6 if settings.default.max_examples < 1_000 else 500)
@given(steps=STEPS)
def test_both_end_equal_and_nothing_removed_comes_back(steps, blank, tmp_path_factory):
    folder = tmp_path_factory.mktemp("two")
    makers = {name: Maker(f"{name}.") for name in ("a", "b")}
    files = {name: Path(shutil.copy(blank, folder / f"{name}.gcm")) for name in makers}
    one, other = (Desk.open(files[name], maker, listed=False) for name, maker in makers.items())
    with one, other:
        ends, gone = (one, other), set()
        for n, (verb, first, *rest) in enumerate(steps):
            desk, far = ends if first else ends[::-1]
            if verb == "make":
                sets = {cell: number(f"{rest[1]}{n}") for cell in rest[0]}
                revision = Revision(MARY, desk.file.heads(MARY), desk.catalogue.digest, sets)
                digest = hashlib.sha256(f"{n}".encode()).hexdigest()
                desk.file.receive(Arrival(digest, f"{n}.xlsx", "tk", (revision,)), desk.maker)
            elif verb == "remove":
                try:
                    remove(desk, *rest)
                except UserError:
                    continue  # nothing there says so
                gone |= {(r.revision, cell) for r in desk.file.purged() for cell in r.cells}
            else:
                over(desk, far, removing=True)
        over(one, other, removing=True)
        over(other, one, removing=True)
        assert sharing.state_code(one) == sharing.state_code(other)
        assert one.file.purged() == other.file.purged()
        for desk in ends:
            held = {(id_, cell) for id_, r in desk.file.revisions(MARY).items() for cell in r.sets}
            assert not gone & held
            assert gone <= {(r.revision, cell) for r in desk.file.purged() for cell in r.cells}
        assert one.file.revisions(MARY) == other.file.revisions(MARY)
