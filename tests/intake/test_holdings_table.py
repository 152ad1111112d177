"""Any table of holdings."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from lookthrough.errors import Issues
from lookthrough.intake import holdings_table
from lookthrough.model.entity import Identifier
from lookthrough.model.holdings import Holdings


def read(tmp_path: Path, text: str, name: str = "pension.csv", encoding: str = "utf-8") -> tuple[Holdings, Issues]:
    file = tmp_path / name
    file.write_bytes(text.encode(encoding))
    assert holdings_table.sniff(file)
    issues = Issues()
    return holdings_table.read(file, issues), issues


def test_names_and_values_alone_are_enough_but_the_currency_stays_unknown(tmp_path: Path) -> None:
    holdings, issues = read(tmp_path, 'Name,Market Value\nAlpha,"1,000.50"\nBeta,\n')
    alpha, beta = holdings.positions
    assert (alpha.value, alpha.value_usd, alpha.currency, alpha.weight) == (Fraction(2001, 2), None, "", None)
    assert (beta.value, beta.asset) == (None, "unknown")
    assert holdings.columns == (("name", "Name"), ("value", "Market Value"))
    assert "no-currency" in issues.counts


@pytest.mark.parametrize(
    ("header", "row", "value", "currency", "usd"),
    [
        ("name,Market Value (USD)", "A,5", 5, "USD", 5),
        ("name,value,currency", "A,5,USD", 5, "USD", 5),
        ("name,value,currency", "A,5,EUR", 5, "EUR", None),
        ("name,value,currency,market_value_usd", "A,5,EUR,6", 5, "EUR", 6),
        ("name,Market Value (EUR)", "A,5", 5, "EUR", None),
        ("name,Market Value ($000)", "A,5", 5000, "USD", 5000),
        ("name,Local Market Value,Local Currency,Market Value USD", "A,5,CNY,1", 5, "CNY", 1),
        ("name,value,currency", "A,5,US Dollar", 5, "USD", 5),
        ("name,value,currency", "A,5,Galleons", 5, "", None),
        ("name,value,currency,market_value_usd", "A,,EUR,6", None, "", 6),
    ],
)
def test_two_currencies(tmp_path: Path, header: str, row: str, value: int, currency: str, usd: int | None) -> None:
    (position,) = read(tmp_path, f"{header}\n{row}\n")[0].positions
    assert (position.value, position.currency, position.value_usd) == (value, currency, usd)


def test_a_preamble_may_state_the_currency_of_all_values(tmp_path: Path) -> None:
    text = (
        "Fund Name:,Example Fund\nBase Currency:,USD\nISIN:,US0378331005\nTicker:,EXF\n"
        'Net Assets:,"$1,000"\nAs of:,2022-03-10\n\nname,value\nA,5\n'
    )
    holdings, _ = read(tmp_path, text)
    assert (holdings.name, str(holdings.as_of), holdings.net_assets_usd) == ("Example Fund", "2022-03-10", 1000)
    assert holdings.identifiers == (Identifier("isin", "US0378331005"), Identifier("ticker", "EXF"))
    assert holdings.positions[0].value_usd == 5


@pytest.mark.parametrize(
    ("header", "weights", "first", "because"),
    [
        ("weight", ["0.5", "0.3", "0.2"], Fraction(1, 2), "they add up to 1"),
        ("weight", ["50", "30", "20"], Fraction(1, 2), "they add up to 100"),
        ("Weight (%)", ["50", "30", "20"], Fraction(1, 2), "the header says so"),
        ("Weight (%)", ["0.5", "0.3", "0.1"], Fraction(1, 200), "the header says so and nothing contradicts it"),
        ("Weight (%)", ["0.5", "0.3", "0.2"], Fraction(1, 2), "they add up to 1, whatever the header says"),
        ("weight", ["50%", "0.3%", "2%"], Fraction(1, 2), "each cell says so"),
        ("weight", ["50,5", "29,5", "20,0"], Fraction(101, 200), "decimal commas"),
        ("weight", ["0.7", "0.6", "-0.3"], Fraction(7, 10), "a short takes away"),
    ],
)
def test_weights_as_per_cent_or_fractions(
    tmp_path: Path, header: str, weights: list[str], first: Fraction, because: str
) -> None:
    rows = "".join(f"Line {n};{w}\n" for n, w in enumerate(weights))
    holdings, _ = read(tmp_path, f"name;{header}\n{rows}")
    assert holdings.positions[0].weight == first, because
    assert "weights" in dict(holdings.stated)


def test_a_doubtful_unit_of_weights_is_warned_of(tmp_path: Path) -> None:
    assert "weight-unit" in read(tmp_path, "name,weight\nA,0.08\nB,0.05\n")[1].counts
    assert "weight-unit" in read(tmp_path, "name,Weight (%)\nA,0.5\nB,0.25\nC,0.25\n")[1].counts
    assert "weight-unit" not in read(tmp_path, "name,Weight (%)\nA,50\nB,25\nC,25\n")[1].counts


def test_missing_weights_stay_unknown_and_negative_ones_are_shorts(tmp_path: Path) -> None:
    holdings, _ = read(tmp_path, "name,weight\nAlpha,0.9\nBeta,\nGamma,-\nDelta,N/A\nShorty,-0.1\nUSD CASH,-0.2\n")
    assert [p.weight for p in holdings.positions] == [
        Fraction(9, 10),
        None,
        None,
        None,
        Fraction(-1, 10),
        Fraction(-1, 5),
    ]
    assert [p.direction for p in holdings.positions][-2:] == ["short", "long"], "an overdraft is no short"


def test_the_side_may_stand_in_a_column(tmp_path: Path) -> None:
    holdings, _ = read(tmp_path, "name,weight,Long/Short\nA,0.9,Long\nB,0.1,Short\n")
    assert [p.direction for p in holdings.positions] == ["long", "short"]


def test_totals_and_notes_are_told_apart_and_noted(tmp_path: Path) -> None:
    text = (
        "Name,Ticker,Country,Value,Weight\nTOTAL SE,TTE,France,10,0.5\nTotal,,,10,0.5\nAlpha,A,China,10,0.5\n"
        "Total Net Assets,,,20,1.0\n\nSource: the fund's administrator\n© 2022 Example. All rights reserved.\n"
    )
    holdings, issues = read(tmp_path, text)
    assert [(p.row, p.name) for p in holdings.positions] == [(1, "TOTAL SE"), (3, "Alpha")]
    assert (issues.counts["total-rows"], issues.counts["footer-rows"], issues.counts["blank-rows"]) == (2, 1, 1)
    assert [i.place.row for i in issues if i.code == "total-rows"] == [3, 5], "each sum is noted with its row"


def test_a_line_with_a_name_and_nothing_else_is_still_a_line(tmp_path: Path) -> None:
    holdings, _ = read(tmp_path, "name,isin,weight\nSenseTime Group,,\nAlpha,CNE100000PM8,1\n")
    assert [p.name for p in holdings.positions] == ["SenseTime Group", "Alpha"]


def test_codes_are_validated_and_wrong_ones_left_out(tmp_path: Path) -> None:
    text = (
        "name,isin,cusip,sedol,lei,weight\n"
        "A,CNE100000PM8,37833100,B15KXQ8,549300S8YVGTJ1NMTW57,0.5\n"
        "B,CNE100000PM9,000000000,N/A,-,0.5\n"
    )
    holdings, issues = read(tmp_path, text)
    first, second = holdings.positions
    assert [str(i) for i in first.identifiers] == [
        "isin:CNE100000PM8", "cusip:037833100", "sedol:B15KXQ8", "lei:549300S8YVGTJ1NMTW57",
    ]  # fmt: skip
    assert second.identifiers == ()
    assert issues.counts["bad-identifier"] == 1
    assert "check digit" in issues.kept[0].message


def test_duplicate_tickers_stay_lines_of_their_own_and_are_noted(tmp_path: Path) -> None:
    holdings, issues = read(tmp_path, "ticker,name,weight\nX,Alpha A,0.5\nX,Alpha H,0.5\n")
    assert len(holdings.positions) == 2
    assert issues.counts["duplicate-tickers"] == 1


def test_countries_currencies_and_directions_that_are_not_known_are_noted_once(tmp_path: Path) -> None:
    holdings, issues = read(tmp_path, "name,country,weight\nA,Ruritania,0.5\nB,Ruritania,0.3\nC,Korea (South),0.2\n")
    assert [p.country for p in holdings.positions] == ["", "", "kr"]
    assert issues.counts["unknown-country"] == 1


def test_the_invesco_layout(tmp_path: Path) -> None:
    text = (
        "Fund Ticker,Security Identifier,Holding Ticker,Shares/Par Value,MarketValue,Weight,Name,Class of Shares,"
        "Sector,Date\n"
        'EXF,037833100,AAPL,"1,000.00","150,000.00","60.00",Apple Inc,Common Stock,Information Technology,03/13/2022\n'
        'EXF,CNE100000PM8,002415,"2,000.00","100,000.00","40.00",Hikvision,Common Stock,Technology,03/13/2022\n'
    )
    holdings, _ = read(tmp_path, text)
    apple, hikvision = holdings.positions
    assert (str(holdings.as_of), holdings.identifiers) == ("2022-03-13", (Identifier("ticker", "EXF"),))
    assert (apple.ticker, apple.quantity, apple.value, apple.weight) == ("AAPL", 1000, 150_000, Fraction(3, 5))
    assert apple.identifiers == (Identifier("cusip", "037833100"),)
    assert hikvision.identifiers == (Identifier("isin", "CNE100000PM8"),)


def test_the_state_street_workbook_layout(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (
        ["Fund Name:", "Example Emerging Markets ETF"],
        ["Ticker Symbol:", "EXE"],
        ["Holdings:", "As of 10-Mar-2022"],
        [],
        ["Name", "Ticker", "Identifier", "SEDOL", "Weight", "Sector", "Shares Held", "Local Currency"],
        ["Apple Inc", "AAPL", "037833100", "-", 60.5, "Tech", 100, "USD"],
        ["US DOLLAR", "-", "CASH_USD", "-", 39.5, "Unassigned", 50, "USD"],
        [],
        ["Past performance is not a guarantee of future results."],
    ):
        book.active.append(row)
    book.save(tmp_path / "x.xlsx")
    assert holdings_table.sniff(tmp_path / "x.xlsx")
    holdings = holdings_table.read(tmp_path / "x.xlsx", Issues())
    assert (holdings.name, str(holdings.as_of)) == ("Example Emerging Markets ETF", "2022-03-10")
    assert holdings.identifiers == (Identifier("ticker", "EXE"),)
    assert [(p.name, p.asset, p.weight) for p in holdings.positions] == [
        ("Apple Inc", "unknown", Fraction(121, 200)),
        ("US DOLLAR", "cash", Fraction(79, 200)),
    ]
    assert holdings.positions[0].identifiers == (Identifier("cusip", "037833100"),)


def test_json_lines(tmp_path: Path) -> None:
    text = (
        '{"name": "Alpha", "isin": "CNE100000PM8", "weight": 0.75}\n{"name": "Beta", "weight": null, "note": "new"}\n'
    )
    holdings, _ = read(tmp_path, text, "h.jsonl")
    assert [(p.row, p.weight) for p in holdings.positions] == [(1, Fraction(3, 4)), (2, None)]
    assert dict(holdings.positions[1].cells) == {"name": "Beta", "note": "new"}


def test_a_french_table_in_an_old_encoding(tmp_path: Path) -> None:
    text = "Libellé;Code ISIN;Valeur de marché (EUR);Poids (%)\nSociété Générale;FR0000130809;1 234,50;100,00\n"
    holdings, issues = read(tmp_path, text, encoding="cp1252")
    (line,) = holdings.positions
    assert (line.name, line.value, line.currency, line.weight) == ("Société Générale", Fraction(2469, 2), "EUR", 1)
    assert "not-utf8" in issues.counts


def test_a_date_column_with_two_orders_or_several_days(tmp_path: Path) -> None:
    same, issues = read(tmp_path, "name,weight,date\nA,1,10/03/2022\n")
    assert same.as_of is not None
    assert (same.as_of.granularity, "ambiguous-date" in issues.counts) == ("range", True)
    several, issues = read(tmp_path, "name,weight,date\nA,1,2022-03-10\nB,1,2022-03-11\nC,1,31/02/2022\n")
    assert str(several.as_of) == "2022-03-10/2022-03-11"
    assert {"several-dates", "bad-date"} <= set(issues.counts)


def test_several_funds_in_one_table_are_warned_of(tmp_path: Path) -> None:
    holdings, issues = read(tmp_path, "Account,name,weight\nX,A,0.5\nY,B,0.5\n")
    assert (holdings.name, "several-funds" in issues.counts) == ("", True)


def test_foreign_tables(shared_data: Path) -> None:
    stocks = holdings_table.read(shared_data / "names/hkex_ListOfSecurities_2021-10.xlsx", Issues(), keep_cells=False)
    assert len(stocks.positions) == 18_494
    assert stocks.positions[0].identifiers == (Identifier("isin", "KYG217651051"),)
    index = holdings_table.read(shared_data / "portfolios/sp500_constituents_2026-08.csv", Issues())
    assert (len(index.positions), index.positions[0].identifiers) == (503, (Identifier("cik", "0000066740"),))
