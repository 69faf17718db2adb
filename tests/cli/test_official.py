"""Official settings by the command line."""


def test_official_settings_are_set_and_shown(gcm, office):
    done = gcm("official", office, "form-number=1-MIG", "order-date=10.11.2026", "signatory-name=B. Berdiýew")
    assert done.code == 0
    told = {item["name"]: item["text"] for item in gcm("official", office, "--json").items}
    assert (told["form-number"], told["order-date"]) == ("1-MIG", "2026-11-10")
    assert gcm("official", office, "signatory-name=").code == 0
    assert "signatory-name: –" in gcm("official", office).out
    for wrong in ("colour=red", "order-date=soon", "form-number"):
        assert gcm("official", office, wrong).code == 2


def test_parts_and_page_set_up_apply_where_they_mean_something(gcm, office):
    here = ("--unit", "TM-M", "--period", "2026-Q3")
    wish = ("--parts", "front,5,signatures", "--orientation", "landscape", "--binding", "inner")
    assert gcm("print", office, "s.pdf", *here, *wish, "--second", "ru").code == 0
    assert gcm("print", office, "s.pdf", *here, "--parts", "front,colour").code == 2
    for kind, option, text in (
        ("card", "--orientation", "landscape"),
        ("completeness", "--parts", "front"),
        ("corrigendum", "--for", "publication"),
        ("summary", "--format", "docx"),
    ):
        refused = gcm("print", office, "x.pdf", "--kind", kind, option, text)
        assert refused.code == 2
        assert "does not apply" in refused.err
