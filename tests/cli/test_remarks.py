"""A return goes back with remarks and comes again, and a workbook is checked before it is sent."""

from pathlib import Path

from openpyxl import load_workbook

from tests.cli.conftest import BY, HERE


def test_a_return_goes_back_with_remarks_and_its_reply_is_matched(gcm, office, nation):
    assert gcm("enter", office, "G05.02|SEX=M=412 adam", *HERE, *BY).code == 3
    assert gcm("export", office, "TM-M.xlsx", *HERE).code == 3
    assert gcm("merge", nation, "TM-M.xlsx").code == 3
    back = ("send-back", nation, "back.xlsx", *HERE, "--rule", "R100", "--remark", "G02.02=Why so few?")
    answer = gcm(*back, "--json")
    assert (answer.code, answer.items[0]["remarks"]) == (0, 2)
    first = Path("back.xlsx").read_bytes()
    assert gcm(*back).code == 0
    assert Path("back.xlsx").read_bytes() == first  # the same remarks once more are the same act
    listed = gcm("remarks", nation, *HERE, "--json")
    assert listed.code == 3
    assert {item["state"] for item in listed.items} == {"open"}

    assert gcm("merge", office, "back.xlsx").code in (0, 3)
    key = next(item["id"] for item in gcm("remarks", office, *HERE, "--json").items if item["number"] == 2)
    assert gcm("answer", office, key, "Counted twice before", *HERE, *BY).code == 0
    assert gcm("enter", office, "G05.02|SEX=M=212", *HERE, *BY).code == 0
    assert gcm("remarks", office, *HERE).code == 0
    assert gcm("export", office, "again.xlsx", *HERE).code == 0
    assert gcm("merge", nation, "again.xlsx").code == 0
    items = gcm("remarks", nation, *HERE, "--json").items
    assert {(item["number"], item["state"], item["answer"]) for item in items} == {
        (1, "answered", ""),
        (2, "answered", "Counted twice before"),
    }
    assert gcm("act", nation, "accept", *HERE, *BY).code == 0
    assert {item["state"] for item in gcm("remarks", nation, *HERE, "--json").items} == {"closed"}


def test_the_file_that_arrived_is_written_out_as_it_came(gcm, office, nation):
    assert gcm("export", office, "TM-M.xlsx", *HERE).code == 0
    assert gcm("merge", nation, "TM-M.xlsx").code == 0
    came = gcm("imports", nation, "--json").items[0]["id"]
    assert gcm("imports", nation, "--save", came[:12], "--to", "original.xlsx").code == 0
    assert Path("original.xlsx").read_bytes() == Path("TM-M.xlsx").read_bytes()
    assert gcm("imports", nation, "--save", came).code == 2


def test_check_names_sheet_cell_found_and_expected_and_saves_the_list(gcm):
    assert gcm("template", "form.xlsx", *HERE, "--language", "en").code == 0
    book = load_workbook("form.xlsx")
    sheet = next(sheet for sheet in book.worksheets if sheet.title.startswith("5 "))
    row = next(n for n in range(1, sheet.max_row + 1) if sheet.cell(n, 1).value == "G05.02")
    sheet.cell(row, 4).value = "412 adam"
    book.save("form.xlsx")
    answer = gcm("check", "form.xlsx", "--save", "list.txt", "--language", "en", "--json")
    assert answer.code == 3
    (item,) = [item for item in answer.items if item.get("cell") == "G05.02"]
    assert (item["sheet"], item["ref"], item["found"]) == (sheet.title, f"D{row}", "412 adam")
    assert item["expected"] == "a whole number"
    blank = [item for item in answer.items if item.get("code") == "R109"]
    assert {item["cell"][:3] for item in blank} > {"G01", "G05"}  # also where a goal has no answer at all
    for item in blank:
        assert book[item["sheet"]].cell(int(item["ref"][1:]), 1).value == item["cell"].removesuffix("|R")
    text = Path("list.txt").read_text(encoding="utf-8-sig")
    assert f"{sheet.title} D{row}" in text
    Path("letter.xlsx").write_text("Dear colleague")
    assert gcm("check", "form.xlsx", "letter.xlsx").code == 1
