"""Empty forms for all units at once."""

from __future__ import annotations

from gcm_desktop.exchange import read_return


def test_all_forms_are_written_and_a_file_that_is_there_is_left_alone(gcm, tmp_path):
    folder = tmp_path / "forms"
    assert gcm("template", folder, "--all", "--period", "2026-Q3", "--language", "ru").code == 0
    form = folder / "2026-Q3_TM-L.xlsx"
    read = read_return(form)
    assert (str(read.unit), read.period, read.status, read.language) == ("TM-L", "2026-Q3", "blank", "ru")
    form.write_bytes(b"filled in by hand")
    answer = gcm("template", folder, "--all", "--period", "2026-Q3", "--json")
    assert {item["status"] for item in answer.items} == {"there"}
    assert form.read_bytes() == b"filled in by hand"


def test_forms_show_the_figures_of_the_period_before(gcm, office, tmp_path):
    assert gcm("enter", office, "G05.02=731", "--unit", "TM-M", "--period", "2026-Q2").code == 0
    assert gcm("template", tmp_path, "--all", "--period", "2026-Q3", "--file", office).code == 0
    plain = tmp_path / "plain.xlsx"
    assert gcm("template", plain, "--unit", "TM-M", "--period", "2026-Q3").code == 0
    form = tmp_path / "2026-Q3_TM-M.xlsx"
    assert form.read_bytes() != plain.read_bytes()
    assert read_return(form).edited == ()


def test_forms_nobody_is_asked_for_are_a_mistake_of_usage(gcm, tmp_path):
    assert gcm("template", tmp_path / "x", "--all", "--period", "2026-07").code == 2
    assert gcm("template", tmp_path / "x", "--all", "--unit", "TM-M", "--period", "2026-Q3").code == 2
    assert gcm("template", tmp_path / "x.xlsx", "--period", "2026-Q3").code == 2
    assert not (tmp_path / "x").exists()
