from gcm_desktop.app.desk import Desk
from gcm_desktop.cli.command_line import run


def nothing(*_):
    raise AssertionError("no window here")


def test_a_cell_goes_only_when_the_unit_is_typed_once_more(tmp_path, capsys):
    path = str(tmp_path / "TM-M.gcm")
    assert run(["new", path, "--unit", "TM-M", "--period", "2026-Q3"], nothing, nothing) == 0
    assert run(["enter", path, "G05.01=412"], nothing, nothing) == 0
    purge = ["purge", path, "--cell", "G05.01", "--reason", "asked", "--by", "Orazow M."]
    assert run(purge, nothing, nothing) == 1
    assert "TM-M" in capsys.readouterr().out
    assert run([*purge, "--confirm", "TM-M"], nothing, nothing) == 0
    with Desk.open(tmp_path / "TM-M.gcm", listed=False) as desk:
        assert desk.file.cells(desk.key()) == {}
