"""The page about the dataflow says what the program writes."""

from pathlib import Path

from gcm_desktop.catalogue import load
from gcm_desktop.exchange.sdmx_document import document

PAGE = Path(__file__).resolve().parents[2] / "docs" / "sdmx.md"


def test_the_page_about_the_dataflow_is_the_one_of_this_catalogue():
    assert PAGE.read_text(encoding="utf-8") == document(load())
