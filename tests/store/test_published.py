from gcm_desktop.domain.published import Figure, How, Kept
from gcm_desktop.domain.values import number
from gcm_desktop.store import open_file

FIGURES = {
    Figure("TM-M", "2026-Q3", "G10.01"): Kept("23", How.SHOWN),
    Figure("TM-M", "2026-Q3", "G10.01|SEX=F"): Kept("3", How.HIDDEN),
    Figure("_T", "2026", "G10.01|SEX=F"): Kept("9", How.ASIDE),
    Figure("TM-M", "2026-Q3", "G10.03|SEX=F"): Kept("2", How.HIDDEN),
}
WHAT = {"kind": "summary", "unit": "TM-M", "period": "2026-Q3", "language": "tk"}


def test_a_publication_is_kept_once_with_who_and_what_was_hidden(file, maker):
    assert file.keep_publication(WHAT, "a" * 64, FIGURES, maker)
    assert not file.keep_publication(WHAT, "a" * 64, {}, maker)
    (one,) = file.publications()
    assert (one.by, one.what, one.digest, one.figures, one.hidden) == (maker, WHAT, "a" * 64, FIGURES, 2)
    path = file.path
    file.close()
    with open_file(path, maker=maker) as again:
        assert again.publications() == (one,)


def test_what_a_hidden_figure_was_leaves_with_purged_content(file, key, maker):
    file.commit_cells(key, {"G10.01|SEX=F": number("3")}, maker)
    revision = file.freeze(key, maker)
    file.keep_publication(WHAT, "a" * 64, FIGURES, maker)
    file.purge(key, {revision.id: ["G10.01|SEX=F"]}, (), maker, "by mistake")
    (one,) = file.publications()
    assert one.figures == {
        place: held if held.how is How.SHOWN or place.indicator == "G10.03" else held._replace(value="")
        for place, held in FIGURES.items()
    }
