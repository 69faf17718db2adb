from pathlib import Path

from gcm_desktop.cli.command_line import Exit


def test_the_starting_rows_fill_the_national_registers_once(gcm, nation):
    assert gcm("registers", nation, "--starting").code == Exit.DONE
    rows = {item["register"]: item["rows"] for item in gcm("registers", nation, "--json").items}
    assert rows["BA"] == 47
    assert rows["LA"] == 66
    assert all(rows.values())
    again = gcm("registers", nation, "--starting", "--json").items
    assert {item["status"] for item in again} == {"known"}
    assert {item["register"]: item["rows"] for item in gcm("registers", nation, "--json").items} == rows


def test_a_table_is_looked_at_then_brought_in(gcm, office):
    table = Path("rows.csv")
    table.write_text("partner;subject;date_text;goals\nAZE;visas;11/22/2018;5\nIRN;borders;05/01/2015;11\n")
    seen = gcm("registers", office, "BA", "--import", table, "--preview", "--json").items
    assert [item["status"] for item in seen] == ["new", "new"]
    assert seen[1]["readings"] == ["2015-05-01", "2015-01-05"]
    assert len(gcm("registers", office, "BA", "--json").items) == 1
    assert gcm("registers", office, "BA", "--import", table, "--by", "Orazow B.").code == Exit.DONE
    rows = [item["fields"] for item in gcm("registers", office, "BA", "--json").items]
    assert {"partner": "AZE", "subject": "visas", "goals": "G05"}.items() <= rows[0].items() | rows[
        1
    ].items() | rows[2].items()


def test_a_row_that_likely_repeats_another_is_left_for_a_person(gcm, office):
    table = Path("rows.csv")
    table.write_text(
        "partner;subject;date\n"
        "UZB;fight against crime;2009-02-25\nUZB;fight against serious crime;2009-02-25\n"
    )
    assert gcm("registers", office, "BA", "--import", table).code == Exit.LEFT
    assert len(gcm("registers", office, "BA", "--json").items) == 2
    assert gcm("registers", office, "BA", "--import", table, "--also-likely").code == Exit.DONE
    assert len(gcm("registers", office, "BA", "--json").items) == 3


def test_a_table_needs_its_register_and_a_head(gcm, office):
    Path("rows.csv").write_text("colour\nblue\n")
    assert gcm("registers", office, "--import", "rows.csv").code == Exit.USAGE
    assert gcm("registers", office, "BA", "--import", "rows.csv").code == Exit.REFUSED
    assert gcm("registers", office, "XX", "--starting").code == Exit.USAGE
