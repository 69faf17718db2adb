"""Tables of data on the command line."""

from tests.cli.conftest import HERE


def test_data_goes_out_of_one_file_and_into_another(gcm, office, nation):
    out = gcm("--json", "data-out", office, "out.csv", "--form", "sdmx-2.0", *HERE)
    assert (out.code, out.items[0]["observations"]) == (0, 6)

    shown = gcm("--json", "data-in", nation, "out.csv", "--dry-run")
    assert (shown.code, shown.items[0]["status"], shown.items[0]["changes"]) == (0, "new", 6)

    assert gcm("data-in", nation, "out.csv").code == 0
    assert "already known" in gcm("--language", "en", "data-in", nation, "out.csv").out
    assert "412" in gcm("values", nation, *HERE).out


def test_a_table_that_is_none_is_refused(gcm, office):
    with open("odd.csv", "w", encoding="utf-8") as file:
        file.write("a;b\n1;2\n")

    answer = gcm("--language", "en", "data-in", office, "odd.csv")

    assert (answer.code, "[E452]" in answer.err) == (1, True)


def test_a_home_made_table_is_shown_then_kept_when_confirmed(gcm, office):
    with open("own.csv", "w", encoding="utf-8") as file:
        file.write("Nr;What;Total;Women\n1;Number of visas issued;500;300\n2;Our own count;7;\n")

    shown = gcm("--json", "bring", office, "own.csv", "--row", "3=G05.01", "--column", "4=none")
    rows = {item["row"]: item["cell"] for item in shown.items if "row" in item}
    assert (shown.code, rows) == (0, {2: "G05.02", 3: "G05.01"})
    assert "412" in gcm("values", office, *HERE).out

    assert gcm("bring", office, "own.csv", "--row", "3=G05.01", "--confirm").code == 0
    assert "500" in gcm("values", office, *HERE).out
    assert {"status": "shown", "known": True} in gcm("--json", "bring", office, "own.csv").items
    assert gcm("bring", office, "own.csv", "--sheet", "other").code == 1
    assert gcm("bring", office, "own.csv", "--row", "99=G05.01").code == 2
