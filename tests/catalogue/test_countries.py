import pycountry
import pytest
from babel import Locale

from gcm_desktop.catalogue import load

CATALOGUE = load()


def test_countries_are_those_of_the_standard():
    assert set(CATALOGUE.countries) == {country.alpha_3 for country in pycountry.countries}


@pytest.mark.parametrize("language", ["tk", "ru", "en"])
def test_country_names_are_those_of_the_locale_data(language):
    territories = Locale(language).territories
    named = {code: name.of(language) for code, name in CATALOGUE.countries.items()}
    assert named == {country.alpha_3: territories[country.alpha_2] for country in pycountry.countries}
