"""Publications from the command line: what is hidden is listed, internal papers stay internal."""


def test_a_published_table_is_listed_with_the_figures_it_hid(gcm):
    assert gcm("new", "TM-M.gcm", "--unit", "TM-M", "--period", "2026-Q3").code == 0
    assert gcm("enter", "TM-M.gcm", "G10.01=23", "G10.01|SEX=F=3", "G10.01|SEX=M=20").code == 0
    assert gcm("data-out", "TM-M.gcm", "exact.csv").code == 0
    assert gcm("publications", "TM-M.gcm", "--json").items == []

    assert gcm("data-out", "TM-M.gcm", "out.csv", "--for", "publication").code == 0

    (item,) = gcm("publications", "TM-M.gcm", "--hidden", "--json").items
    assert (item["kind"], item["name"], item["hidden"]) == ("data-sdmx-1.0", "out.csv", 2)
    assert item["figures"] == [["TM-M", "2026-Q3", f"G10.01|SEX={sex}"] for sex in "FM"]
    assert "SDMX-CSV 1.0" in gcm("--language", "en", "publications", "TM-M.gcm").out


def test_an_internal_paper_is_not_published(gcm):
    assert gcm("new", "TM-M.gcm", "--unit", "TM-M", "--period", "2026-Q3").code == 0
    refused = gcm("print", "TM-M.gcm", "card.pdf", "--kind", "card", "--for", "publication")
    assert refused.code == 2
    assert "--for does not apply to --kind card" in refused.err
