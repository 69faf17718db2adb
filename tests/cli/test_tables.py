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
