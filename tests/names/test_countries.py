"""Countries are read in the forms that publishers and fund files print, and nothing else is taken for one."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookthrough.names.countries import countries_in, country_code, country_name


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("Korea (South)", "kr"),
        ("Korea, North", "kp"),
        ("Democratic People's Republic of Korea", "kp"),
        ("Democratic People’s Republic of Korea", "kp"),
        ("Russian Federation", "ru"),
        ("Hong Kong", "hk"),
        ("Hong Kong SAR China", "hk"),
        ("PRC", "cn"),
        ("P.R. China", "cn"),
        ("CHN", "cn"),
        ("cn", "cn"),
        ("U.S.", "us"),
        ("U.K.", "gb"),
        ("UAE", "ae"),
        ("Crimea", "ua"),
        ("Region: Crimea", "ua"),
        ("Region: Gaza", "ps"),
        ("Palestinian", "ps"),
        ("Congo, Democratic Republic of the", "cd"),
        ("Congo, Republic of the", "cg"),
        ("Cote d Ivoire", "ci"),
        ("Côte d'Ivoire", "ci"),
        ("Bahamas, The", "bs"),
        ("The Gambia", "gm"),
        ("Virgin Islands, British", "vg"),
        ("Iran, Islamic Republic of", "ir"),
        ("Taiwan, Province of China", "tw"),
        ("Türkiye", "tr"),
        ("TURKEY", "tr"),
        ("Burma", "mm"),
        ("Zaire", "cd"),
        ("Soviet Union", "ru"),
        ("Kosovo", "xk"),
        ("European Union", "eu"),
        ("AND", "ad"),
        ("Andorra", "ad"),
        ("  Viet Nam. ", "vn"),
    ],
)
def test_a_country_is_read_as_printed(printed: str, code: str) -> None:
    assert country_code(printed) == code


@pytest.mark.parametrize(
    "text",
    ["", "-", "undetermined", "Yugoslavia", "Netherlands Antilles", "Atlantis", "Region: Kafia Kingi", "x" * 10_000],
)
def test_what_is_no_single_country_is_unknown(text: str) -> None:
    assert country_code(text) is None


def test_the_two_congos_guineas_and_koreas_stay_apart() -> None:
    assert country_code("Guinea") != country_code("Equatorial Guinea") != country_code("Guinea-Bissau")
    assert country_code("Niger") != country_code("Nigeria")
    assert country_code("Dominica") != country_code("Dominican Republic")


def test_a_code_has_a_name_and_an_unknown_code_shows_itself() -> None:
    assert country_name("kp") == "North Korea"
    assert country_name("CN") == "China"
    assert country_name("qq") == "qq"


@pytest.mark.parametrize(
    ("address", "codes"),
    [
        ("No. 555 Qianmo Road, Hangzhou, China", ("cn",)),
        ("Future Tower, Kinshasa, CD; Avenue du Flambeau 389, Kinshasa, CD", ("cd",)),
        ("Kabul, Afghanistan; and Dubai, U.A.E. (See alternate addresses under Pakistan).", ("af", "ae")),
        ("Golaye Park, Kabul, Afghanistan, and Dasht Qala, Takhar Province, Afghanistan.", ("af",)),
        ("Leninskaya 1, Moscow, Russia 115583.", ("ru",)),
        ("23 Trebeck Street, London, United Kingdom W1J 7LS.", ("gb",)),
        ("Simferopol, Crimea, 95000, Ukraine. (See also Crimea (Occupied)).", ("ua",)),
        ("CN", ("cn",)),
        ("P.O. Box 1, Republic of Belarus", ("by",)),
        ("", ()),
        ("China Street, Nairobi", ()),
        ("3037 S. 69th Drive, Phoenix, AZ, 85043", ()),
    ],
)
def test_the_country_stands_at_the_end_of_each_address(address: str, codes: tuple[str, ...]) -> None:
    assert countries_in(address) == codes


@given(st.text(max_size=300))
def test_any_text_gives_codes_or_nothing(text: str) -> None:
    for code in (*countries_in(text), country_code(text) or "cn"):
        assert len(code) == 2
        assert code == code.lower()
        assert country_name(code) != code


def test_importing_reads_no_file() -> None:
    program = (
        "import lookthrough.names.countries as c; assert c._file.cache_info().currsize == 0; "
        "c.country_code('China'); assert c._file.cache_info().currsize == 1"
    )
    subprocess.run([sys.executable, "-c", program], check=True)  # noqa: S603 - our own program text


def test_a_state_of_the_united_states_in_full_names_the_country() -> None:
    assert countries_in("Arlington, Virginia") == ("us",)
    assert countries_in("Washington, District of Columbia") == ("us",)
    assert countries_in("Washington, D.C.") == ("us",)
    assert countries_in("Newark, New Jersey") == ("us",), "not Jersey"
    assert countries_in("St. Helier, Jersey") == ("je",)
    assert countries_in("Virginia") == (), "a lone word may be anything"


def test_georgia_is_a_country_and_never_read_as_the_state() -> None:
    assert "us" not in countries_in("Atlanta, Georgia")
