import pytest

from gcm_desktop.app import entering, registers
from gcm_desktop.app.register_tables import Standing, plan, read_table, starting_table, take
from gcm_desktop.catalogue import starting_rows
from gcm_desktop.errors import UserError

HEAD = "Partner: State;Subject;Date: as printed;Goals"


def table(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "rows.csv"
    path.write_bytes(text.encode(encoding))
    return read_table(path)


def standings(planned):
    return [line.standing.value for line in planned.lines]


@pytest.mark.parametrize("register", ["BA", "EV", "LA", "MC"])
def test_the_starting_rows_come_in_whole_and_only_once(national, register):
    own = national.catalogue.registers[register]
    planned = plan(national, register, starting_table(own), "TM")
    assert set(standings(planned)) == {"new"}
    assert not any(line.unread for line in planned.lines)
    rows = {row.row: row.fields for row in starting_rows(register)}
    assert take(national, planned) == len(rows)
    held = {row.row: row.texts() for row in registers.rows(national, register, "TM")}
    assert held.keys() == rows.keys()
    for name, fields in rows.items():
        assert fields.items() <= held[name].items()
    again = plan(national, register, starting_table(own), "TM")
    assert set(standings(again)) == {"known"}
    assert take(national, again) == 0
    entering.undo(national, national.registers_key("TM"))
    assert not registers.rows(national, register, "TM")


def test_starting_rows_people_changed_stay_as_they_changed_them(national):
    own = national.catalogue.registers["PL"]
    take(national, plan(national, "PL", starting_table(own), "TM"))
    cell = registers.register_cell("PL", "PL-001", "title")
    entering.enter(national, national.registers_key("TM"), cell, "Another title altogether")
    assert set(standings(plan(national, "PL", starting_table(own), "TM"))) == {"known"}


def test_the_review_leaves_its_dates_that_read_both_ways_open(national):
    own = national.catalogue.registers["BA"]
    planned = plan(national, "BA", starting_table(own), "TM")
    assert len(planned.questions) == 7
    line = next(line for line in planned.questions if line.row == "BA-012")
    take(national, planned, dates={line.number: "2020-03-11"})
    texts = registers.row_of(national, "BA", "BA-012", "TM").texts()
    assert (texts["date"], texts["date_other"], texts["ambiguous"]) == ("2020-03-11", "2020-11-03", "Y")
    assert "date" not in registers.row_of(national, "BA", "BA-010", "TM").texts()


@pytest.mark.parametrize(
    ("head", "sign"),
    [
        ("partner;subject;date_text;goals", ";"),
        ("Ikinji tarap: döwlet\tMazmuny\tSenesi: resminamada ýazylyşy\tMaksatlar", "\t"),
        ("Другая сторона: государство,ПРЕДМЕТ,Дата: как в документе,Цели", ","),
        (HEAD, ";"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_columns_are_known_by_code_or_name_in_every_language(desk, tmp_path, head, sign, encoding):
    line = sign.join(("Türkiye", '"crime, security"', "29.02.2012", '"9 10"'))
    planned = plan(desk, "BA", table(tmp_path, f"{head}\r\n{line}\r\n", encoding))
    assert take(desk, planned) == 1
    texts = registers.rows(desk, "BA")[0].texts()
    assert (texts["partner"], texts["date"], texts["goals"]) == ("TUR", "2012-02-29", "G09,G10")
    assert texts["subject"] == "crime, security"


def test_one_act_listed_under_two_goals_becomes_one_row(desk, tmp_path):
    lines = "TUR;combating crime;29.02.2012;9\nTUR;Fight against crime;02/29/2012;10\n"
    planned = plan(desk, "BA", table(tmp_path, f"{HEAD}\n{lines}"))
    assert standings(planned) == ["new", "other goals"]
    take(desk, planned)
    (row,) = registers.rows(desk, "BA")
    assert row.texts()["goals"] == "G09,G10"


def test_goals_are_added_to_a_row_that_is_there(desk, tmp_path):
    registers.add_row(
        desk, "BA", {"partner": "TUR", "subject": "crime", "date": "2012-02-29", "goals": "G09"}
    )
    planned = plan(desk, "BA", table(tmp_path, f"{HEAD}\nTUR;crime;29.02.2012;10\nTUR;crime;29.02.2012;9\n"))
    assert standings(planned) == ["other goals", "known"]
    take(desk, planned)
    (row,) = registers.rows(desk, "BA")
    assert row.texts()["goals"] == "G09,G10"


def test_one_partner_and_day_are_two_acts_and_a_likely_one_is_left_to_a_person(desk, tmp_path):
    subjects = ("fight against crime", "readmission", "fight against serious crime")
    lines = "\n".join(f"UZB;{subject};25.02.2009;9" for subject in subjects)
    planned = plan(desk, "BA", table(tmp_path, f"{HEAD}\n{lines}"))
    assert standings(planned) == ["new", "new", "likely known"]
    assert take(desk, planned) == 2
    likely = next(line for line in planned.lines if line.standing is Standing.LIKELY)
    assert take(desk, planned, also=[likely.number]) == 1
    assert len(registers.rows(desk, "BA")) == 3


def test_a_day_in_the_date_column_that_reads_both_ways_is_asked(desk, tmp_path):
    planned = plan(desk, "BA", table(tmp_path, "partner;subject;date\nTUR;crime;05/01/2015\n"))
    (line,) = planned.questions
    assert line.values["date_text"] == "05/01/2015"
    assert "date" not in line.values


def test_what_is_not_understood_is_kept_as_typed_and_columns_left_out_are_told(desk, tmp_path):
    planned = plan(desk, "BA", table(tmp_path, "partner,subject,colour\nAtlantis,crime,blue\n"))
    assert planned.unknown == ("colour",)
    assert planned.lines[0].unread == ("partner",)
    assert planned.lines[0].values["partner"] == "Atlantis"


@pytest.mark.parametrize("text", ["", "colour;size\nblue;1\n", "PK\x03\x04\0\0"])
def test_what_is_no_table_of_the_register_is_refused(desk, tmp_path, text):
    with pytest.raises(UserError) as refused:
        plan(desk, "BA", table(tmp_path, text))
    assert refused.value.code in ("E212", "E214")
