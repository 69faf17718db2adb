from gcm_desktop import assets
from gcm_desktop.domain.values import BLANK, State, Value, number
from gcm_desktop.store import migrating


def test_the_schema_in_the_folder_is_the_one_the_steps_make():
    """Write it anew with: python -m tests.store.write_schema."""
    assert assets.sql("schema.sql").read_text("utf-8") == migrating.schema()


def test_steps_are_numbered_without_a_gap():
    assert list(migrating.migrations()) == list(range(1, migrating.newest() + 1))


def test_the_views_show_what_the_program_shows(file, key, maker):
    values = {"G05.02": number("12", note="one"), "G05.02|SEX=F": Value(State.NOT_COLLECTED)}
    file.commit_cells(key, {**values, "G01.02": number("3")}, maker)
    file.freeze(key, maker)
    file.commit_cells(key, {"G01.02": BLANK}, maker)
    shown = file._tables.rows(
        "SELECT unit, period, cell, state, value, note, typed FROM answer ORDER BY cell"
    )
    assert shown == [
        ("TM-M", "2026-Q3", "G01.02", "B", "", None, 1),
        ("TM-M", "2026-Q3", "G05.02", "V", "12", "one", 0),
        ("TM-M", "2026-Q3", "G05.02|SEX=F", "L", "", None, 0),
    ]
    (happening,) = file._tables.rows("SELECT kind, person, cell FROM happening ORDER BY seq DESC LIMIT 1")
    assert happening == ("typed", maker.name, "G01.02")
