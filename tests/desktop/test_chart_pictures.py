"""Pictures of charts that leave the window: the same bytes every time, sharp, and readable elsewhere."""

from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColor, QImage
from PySide6.QtSvg import QSvgRenderer

from gcm_desktop.app import entering
from gcm_desktop.app.dashboard_unit import UnitView
from gcm_desktop.app.desk import Desk
from gcm_desktop.desktop import theme
from gcm_desktop.desktop.charts.painting import Sheet
from gcm_desktop.i18n import words

VISAS = "G05.02"


@pytest.fixture(scope="module")
def sheets(qapp, tmp_path_factory):
    """Give the pictures of one figure: the country, the periods, a breakdown."""
    theme.apply(qapp)
    path = tmp_path_factory.mktemp("pictures") / "TM-M.gcm"
    with Desk.create(path, "TM-M", "2026-Q3", language="tk") as desk:
        for period, cell, text in (
            ("2026-Q1", VISAS, "300"), ("2026-Q3", VISAS, "412"), ("2026-Q3", f"{VISAS}|VISA=DP", "12"),
        ):  # fmt: skip
            entering.enter(desk, desk.key("TM-M", period), cell, text)
        view = UnitView(desk, desk.own_unit(), "2026-Q3")
        indicator = desk.catalogue.indicators[VISAS]
        pictures = view.pictures(words("tk"), indicator, view.tables(indicator)[0])
        return [Sheet(picture, words("tk")) for picture in (*pictures, view.filled(words("tk")))]


def test_a_picture_is_the_same_svg_every_time_in_every_theme_and_size(sheets, qapp):
    before = [sheet.svg() for sheet in sheets]
    theme.apply(qapp, "dark", 150)
    after = [Sheet(sheet.picture, words("tk")).svg() for sheet in sheets]
    theme.apply(qapp)
    assert after == before


def test_an_svg_is_plain_and_holds_its_words(sheets):
    for sheet in sheets:
        text = sheet.svg()
        root = ElementTree.fromstring(text)
        told = "".join(root.itertext())
        assert sheet.picture.chart.title in told
        assert all(mark.text in told for mark in sheet.picture.chart.marks)
        assert not {"clipPath", "pattern", "image", "text"} & {
            each.tag.rpartition("}")[2] for each in root.iter()
        }
        drawn = QSvgRenderer(QByteArray(text))
        assert drawn.isValid()
        assert drawn.defaultSize() == sheet.size


def test_a_png_has_two_points_for_each_of_the_window(sheets, tmp_path):
    for n, sheet in enumerate(sheets):
        sheet.save(tmp_path / f"{n}.png")
        image = QImage(str(tmp_path / f"{n}.png"))
        assert image.size() == sheet.size * 2
        assert image.pixelColor(3, 3) == QColor("#ffffff")
        inks = {image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}
        assert len(inks) > 3
