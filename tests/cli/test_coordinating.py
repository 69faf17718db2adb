"""nation, share, unite: national figures and two coordinators from the command line."""

from gcm_desktop.app.desk import Desk
from gcm_desktop.app.receiving import Receiving
from gcm_desktop.domain.records import Maker
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


def test_content_removed_for_good_leaves_the_other_file_once_confirmed(gcm):
    one, other = nation(gcm, "a.gcm", TM_M="400"), nation(gcm, "b.gcm", TM_L="12")
    here = ("--unit", "TM-M", "--period", "2026-Q3")
    assert gcm("share", one, "a.gcmx", *BY).code == 0
    assert gcm("unite", other, "a.gcmx", *BY).code == 0
    plan = ("purge", one, "--cell", "G05.02", *here, "--reason", "a name", "--confirm", "TM-M", *BY)
    assert gcm(*plan).code == 0
    assert gcm("share", one, "a.gcmx", *BY).code == 0
    refused = gcm("unite", other, "a.gcmx", "--language", "en", *BY)
    assert (refused.code, "E663" in refused.err) == (1, True)
    tried = gcm("unite", other, "a.gcmx", "--dry-run", "--language", "en", *BY)
    assert "Of them their content is here and goes: 1." in tried.out
    assert gcm("unite", other, "a.gcmx", "--remove", "--json", *BY).items[0]["removed"] == 1
    assert gcm("values", other, *here, "--json").items == []


def test_a_merged_file_keeps_its_report_and_prints_it(gcm, disagreeing, nation):
    first, second = disagreeing
    first.with_name("broken.xlsx").write_bytes(b"no workbook")
    assert gcm("merge", nation, first, "broken.xlsx", *BY).code == 3
    assert gcm("merge", nation, second, *BY).code == 3
    one, other = gcm("reports", nation, "--json").items
    one, other = (one, other) if one["name"] == "one.xlsx" else (other, one)
    assert (one["unit"], one["not_taken"], one["figures"] > 2) == ("TM-M", ["broken.xlsx"], True)
    assert (other["period"], other["not_taken"]) == ("2026-Q3", [])
    lines = gcm("reports", nation, "--language", "en").out
    assert "one.xlsx" in lines
    assert gcm("report", nation, other["id"][:10], "--out", "x.pdf", "--language", "ru").code == 0
    assert first.with_name("x.pdf").read_bytes()[:5] == b"%PDF-"
    assert gcm("report", nation, other["id"][:10], "--out", "x.txt").code != 0


def test_a_file_taken_without_a_report_says_so(gcm, office, nation):
    assert gcm("export", office, "one.xlsx").code == 0
    with Desk.open(nation, Maker("Orazow B.")) as desk, Receiving(desk) as receiving:
        (planned,) = receiving.plan([office.with_name("one.xlsx")])
        receiving.take(planned)
    (one,) = gcm("imports", nation, "--json").items
    assert gcm("reports", nation, "--json").items == []
    answer = gcm("report", nation, one["id"], "--out", "x.pdf")
    assert (answer.code, "E636" in answer.err, "one.xlsx" in answer.err) == (1, True, True)
