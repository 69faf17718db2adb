"""archive: a closed year leaves and comes back from the command line; act nil asks why."""

from tests.cli.conftest import BY, HERE


def two_years(gcm):
    assert gcm("new", "TM-M.gcm", "--unit", "TM-M", "--period", "2025-Q4", *BY).code == 0
    assert gcm("enter", "TM-M.gcm", "G05.02=412", "--period", "2025-Q4", *BY).code == 0
    assert gcm("enter", "TM-M.gcm", "G05.02=5", "--period", "2026-Q3", *BY).code == 0
    return "TM-M.gcm"


def test_a_year_is_archived_and_brought_back(gcm, tmp_path):
    file = two_years(gcm)
    assert gcm("archive", file, "--json").items == [
        {"year": "2025", "status": "closed", "returns": 1, "unsent": 1, "conflicts": 0, "unread": 0}
    ]
    refused = gcm("archive", file, "--year", "2025", "--language", "en")
    assert refused.code == 1
    assert "E327" in refused.err
    made = gcm("archive", file, "--year", "2025", "--confirm", "--json", *BY)
    assert made.items == [{"status": "archived", "year": "2025", "file": "TM-M 2025 archive.gcm"}]
    assert gcm("enter", file, "G05.02=1", "--period", "2025-Q4", *BY).code == 1
    assert gcm("enter", made.items[0]["file"], "G05.02=1", *BY).code == 1
    assert "412" in gcm("values", made.items[0]["file"]).out
    told = gcm("why", file, "G05.02", "--unit", "TM-M", "--period", "2025-Q4", "--json").items
    assert [(one["archive"], one["here"]) for one in told if "archive" in one] == [
        (made.items[0]["file"], True)
    ]
    assert [one["value"] for one in told if "value" in one] == ["412"]
    (tmp_path / "away").mkdir()
    moved = (tmp_path / made.items[0]["file"]).rename(tmp_path / "away" / "old.gcm")
    assert gcm("archive", file, "--year", "2025", "--back", *BY).code == 1
    assert gcm("archive", file, "--year", "2025", "--back", "--from", moved, "--language", "en", *BY).out == (
        "The year 2025 is back; returns: 1.\n"
    )
    assert gcm("archive", file, "--back").code == 2


def test_a_nil_return_asks_for_its_reason(gcm):
    assert gcm("new", "TM-M.gcm", *HERE, *BY).code == 0
    refused = gcm("act", "TM-M.gcm", "nil", *HERE, "--goal", "9", "--language", "en", *BY)
    assert refused.code == 2
    assert refused.err == "A reason is needed here; it stays on record with your name. [E603]\n"
    said = gcm("act", "TM-M.gcm", "nil", *HERE, "--goal", "9", "--reason", "no border", "--json", *BY)
    assert said.items[0]["act"] == "nil"
