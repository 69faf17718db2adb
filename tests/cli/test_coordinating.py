"""nation, share, unite: national figures and two coordinators from the command line."""

from tests.cli.conftest import BY


def nation(gcm, name, **figures):
    assert gcm("new", name, "--national", "--period", "2026-Q3", *BY).code == 0
    for unit, value in figures.items():
        unit = unit.replace("_", "-")
        assert gcm("enter", name, f"G05.02={value}", "--unit", unit, "--period", "2026-Q3", *BY).code == 0
    return name


def test_a_national_figure_says_who_is_in_it(gcm):
    file = nation(gcm, "a.gcm", TM_M="400", TM_L="12", MIA="415")
    (line,) = [
        item for item in gcm("nation", file, "--goal", "5", "--json").items if item["cell"] == "G05.02"
    ]
    assert (line["value"], line["answered"], line["asked"], line["bodies"]) == ("412", 2, 7, {"MIA": "415"})
    assert "412  2 of 7 units" in gcm("nation", file, "--incomplete", "--language", "en").out


def test_two_coordinators_end_with_the_same_digits(gcm):
    one, other = nation(gcm, "a.gcm", TM_M="400"), nation(gcm, "b.gcm", TM_M="410", TM_L="12")
    assert gcm("share", one, "a.gcmx", "--json", *BY).items[0]["revisions"] == 1
    tried = gcm("unite", other, "a.gcmx", "--dry-run", "--json", *BY)
    assert (tried.code, tried.items[0]["conflicts"], tried.items[0]["code"]) == (3, 1, "")
    assert gcm("unite", other, "a.gcmx", *BY).code == 3
    shared = gcm("share", other, "b.gcmx", "--json", *BY).items[0]
    taken = gcm("unite", one, "b.gcmx", "--json", *BY).items[0]
    assert taken["code"] == shared["code"]
    assert "Nothing in it is new" in gcm("unite", one, "b.gcmx", "--language", "en", *BY).out
    refused = gcm("unite", one, "a.gcm", *BY)
    assert refused.code == 1
    assert "E640" in refused.err
