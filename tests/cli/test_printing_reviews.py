"""The national review by the command line."""

from pathlib import Path


def test_the_review_is_printed_as_pages_or_as_a_draft(gcm, nation):
    assert gcm("print", nation, "r.pdf", "--kind", "review", "--parts", "introduction,missing").code == 0
    assert Path("r.pdf").read_bytes().startswith(b"%PDF")
    answer = gcm("print", nation, "r.docx", "--kind", "review", "--format", "docx", "--json")
    assert answer.items[0]["format"] == "docx"
    assert Path("r.docx").read_bytes().startswith(b"PK")


def test_what_does_not_go_together_is_said(gcm, nation, office):
    assert gcm("print", nation, "r.pdf", "--kind", "review", "--parts", "all").code == 2
    assert gcm("print", nation, "r.pdf", "--kind", "review", "--format", "docx").code == 2
    assert gcm("print", nation, "r.pdf", "--parts", "tables").code == 2
    refused = gcm("print", office, "r.pdf", "--kind", "review")
    assert refused.code == 1
    assert "E508" in refused.err + refused.out
