from gcm_desktop.app import merging
from gcm_desktop.app.desk import Desk
from gcm_desktop.cli.command_line import run
from gcm_desktop.domain.records import Maker, Revision
from gcm_desktop.domain.units import parse_unit, return_of
from gcm_desktop.domain.values import number
from gcm_desktop.store import Arrival

MARY = return_of(parse_unit("TM-M"), "2026-Q3")


def nothing(*_):
    raise AssertionError("no window here")


def test_a_rule_is_shown_first_and_settles_with_a_reason(tmp_path, capsys):
    path = tmp_path / "nation.gcm"
    with Desk.create(path, "", "2026-Q3", national=True, listed=False) as desk:
        for n, (name, figure) in enumerate((("Annayew", "5"), ("Berdiyewa", "7"))):
            sets = {"G05.01": number(figure)}
            revision = Revision(MARY, (), desk.catalogue.digest, sets, made_by=Maker(name))
            desk.file.receive(Arrival(f"{n:064d}", f"{name}.xlsx", "tk", (revision,)), None)
    settle = ["settle", str(path), "--rule", "person", "--name", "Annayew", "--by", "Orazow M."]
    assert run(settle, nothing, nothing) == 3
    assert "→ 5" in capsys.readouterr().out
    assert run([*settle, "--reason", "asked"], nothing, nothing) == 0
    with Desk.open(path, listed=False) as desk:
        assert merging.conflicts(desk) == ()
        assert desk.file.cells(MARY)["G05.01"].text == "5"
