"""What invented articles in the manner of news, reports and filings say, each sentence in its context.

A row is a sentence and its claims as "predicate: subject > object", compared by the words that they must contain.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lookthrough.evidence.extract import Extraction

Read = Callable[..., Extraction]

ARTICLES: dict[str, list[tuple[str, list[str]]]] = {
    "a trade blacklist": [
        (
            "The United States on Friday added seven Belarusian supercomputing firms to a trade blacklist, citing national security concerns.",
            ["added_to_list: United States > seven Belarusian", "listed_because: firms > national security"],
        ),
        (
            "The Bureau of Industry and Security said in a notice that Sondrel Compute, Minsk Lattice Design and the National Center for Wave Studies were involved in building computers used by military actors.",
            ["implicated_in: Sondrel > computers"],
        ),
        ("The move bars the companies from obtaining U.S. technology without a license.", []),
        (
            '"Supercomputing capabilities are vital for the development of modern weapons," Commerce Secretary Helen Marsh said in a statement.',
            [],
        ),
        (
            "Sondrel Compute, a maker of server chips headquartered in Brest, did not immediately respond to a request for comment.",
            ["produces: Sondrel > server chips"],
        ),
        ("The Belarusian embassy in Washington rejected the accusations, calling them groundless.", []),
        (
            "Minsk Lattice is among dozens of firms that Washington has put on the list since 2018.",
            ["listed_on: Minsk Lattice > list"],
        ),
        (
            "Sondrel's chips are made by Formosan Foundry Corp, which also supplies Pacific Handset Inc.",
            ["supplies: Formosan Foundry > Pacific Handset"],
        ),
        (
            "In 2019, the previous administration placed telecoms group Varnay and 68 of its affiliates on the same list.",
            ["added_to_list: administration > Varnay"],
        ),
        (
            "A spokesperson for Varnay said the company had never sold equipment to the military.",
            ["denies: Varnay > sold equipment"],
        ),
    ],
    "a pension fund": [
        (
            "Norway's government pension fund has sold its entire stake in Kestrel Vision, a Shenyang-based maker of surveillance cameras, over human rights concerns.",
            [
                "divested: pension fund > Kestrel Vision",
                "based_in: Kestrel Vision > Shenyang",
                "produces: Kestrel Vision > surveillance cameras",
            ],
        ),
        (
            "The fund, which owned shares worth $38 million at the end of 2021, announced the exclusion on Wednesday following a recommendation from its ethics council.",
            [],
        ),
        (
            "Kestrel Vision was hit with U.S. sanctions in 2020 for its alleged role in the surveillance of Muslim minorities.",
            ["sanctioned: U.S. > Kestrel", "listed_because: Kestrel > role in the surveillance"],
        ),
        (
            "The council found an unacceptable risk that Kestrel contributes to serious abuses.",
            ["implicated_in: Kestrel > serious abuses"],
        ),
        (
            "Other investors in Kestrel include the Ontario Dentists Pension Plan and Swiss lender Bankhaus Reuss.",
            ["invests_in: Ontario Dentists > Kestrel", "invests_in: Bankhaus Reuss > Kestrel"],
        ),
        ("Kestrel denies that its products are used to track ethnic groups.", ["denies: Kestrel > products"]),
        ("The shares, which are traded in Shenzhen, fell 6 percent.", []),
        (
            "According to regulatory filings, the Maine Teachers Retirement Fund held 112,000 shares of Kestrel as of June 30.",
            ["holds_shares: Maine Teachers > Kestrel"],
        ),
    ],
    "detention": [
        (
            "Human Rights Monitor said on Tuesday that police in the region have arbitrarily detained as many as 800,000 people in internment camps since 2017.",
            ["detains: police > 800,000"],
        ),
        (
            "The report, based on interviews with 43 former detainees, describes torture and political indoctrination.",
            [],
        ),
        (
            "The authorities use a predictive policing system developed by state-owned Huaxing Data Group to flag people for detention.",
            ["supplies: Huaxing Data > authorities", "owns: state > Huaxing"],
        ),
        (
            "Huaxing, whose largest shareholder is the provincial government, has won at least 11 contracts worth 2.3 billion yuan from local police bureaus.",
            ["contract_with: Huaxing > police bureaus"],
        ),
        (
            'The Foreign Ministry has repeatedly denied the existence of the camps, describing them as "boarding schools."',
            ["denies: Foreign Ministry > existence of the camps"],
        ),
        ('"These are lies fabricated by anti-China forces," ministry spokesman Qin Rui told reporters.', []),
        (
            "Human Rights Monitor called on governments to impose targeted sanctions on Huaxing.",
            ["calls_for: Human Rights Monitor > sanctions"],
        ),
        ("More than 20 countries have condemned the mass detentions.", ["condemns: 20 countries > detentions"]),
        ("The company's co-founder, Tan Weimin, left the board in 2019.", ["founded_by: Huaxing > Tan Weimin"]),
        (
            "Last year the European Parliament adopted a resolution condemning the use of forced labor.",
            ["condemns: European Parliament > forced labor"],
        ),
    ],
    "a filing": [
        (
            "Palisade Sensors Inc. (NYSE: PLS), a Colorado corporation, purchases lithium cells from Jiangdu Battery Co., Ltd.",
            ["exchange_listed_on: Palisade > NYSE"],
        ),
        (
            "In November 2022, Jiangdu Battery was designated by the Department of Defense as a military company under Section 1260H.",
            [],
        ),
        ("We own 51% of the equity interests of Palisade Nantong, with the remaining 49% held by Jiangdu.", []),
        (
            "Palisade Nantong is a joint venture between the Company and Jiangdu Battery.",
            ["partners_with: Company > Jiangdu"],
        ),
        ("License applications for items controlled under the rule will be subject to a policy of denial.", []),
        (
            "On August 9, Jiangdu raised $410 million in a funding round led by Crescent Peak Capital and Temaris.",
            ["invests_in: Crescent Peak > Jiangdu", "invests_in: Temaris > Jiangdu"],
        ),
        ("Our customers include Harlow Aerospace and the Royal Air Force of Avenia.", []),
        (
            "Crescent Peak, which is backed by the sovereign wealth fund Al Noor, has also put money into drone maker Falx.",
            ["backed_by: Crescent Peak > Al Noor", "invests_in: Crescent Peak > Falx"],
        ),
    ],
    "asset freezes": [
        (
            "BRUSSELS (Newswire) - The European Union imposed asset freezes on four officials and one construction company over abuses against the Temir minority, diplomats said on Monday.",
            ["sanctioned: European Union > four officials", "listed_because: four officials > abuses"],
        ),
        (
            "Among those targeted is Rashid Omarov, the former head of the Karsk Public Security Bureau.",
            ["role_at: Omarov > Karsk Public Security"],
        ),
        ("Omarov is accused of overseeing the detention of 200,000 people.", []),
        (
            "The Karsk government hit back, sanctioning ten European politicians and the think tank Atlas Institute.",
            ["sanctioned: Karsk > ten European"],
        ),
        ('"We firmly oppose these unilateral measures," a foreign ministry spokesperson told a briefing.', []),
        (
            "Karsk has previously rejected allegations of forced labour as fabricated.",
            ["opposes: Karsk > allegations of forced labour"],
        ),
        (
            "Clothing retailer Norrvik, which sourced cotton yarn from Temir Textile Group until last year, said it had ended the relationship.",
            ["supplies: Temir Textile > Norrvik"],
        ),
        (
            "Temir Textile, part of the state-controlled Dostyk conglomerate, did not answer emailed questions.",
            ["owns: Dostyk > Temir Textile"],
        ),
        ("The firm employs more than 9,000 people.", []),
    ],
    "chip rules": [
        (
            "SAN FRANCISCO - Chip designer Arcadian Micro warned investors on Thursday that new U.S. export rules would prevent it from selling its most advanced processors to Chinese customers.",
            ["restricts: rules > selling its most advanced"],
        ),
        (
            "The rules, issued by the Commerce Department in October, require companies to obtain a licence before exporting chips above a performance threshold.",
            ["licence_policy: companies > obtain a licence"],
        ),
        (
            "Arcadian gets about a fifth of its revenue from China, where its customers include cloud provider Lanyun and carmaker Feichi Motors.",
            [],
        ),
        (
            "Rival Bexar Semiconductor has also received a letter from the department ordering it to stop shipments to Lanyun.",
            [],
        ),
        ('"We are evaluating the impact," said Bexar\'s chief financial officer, Dana Whitcomb.', []),
        (
            "Lanyun was added to the Entity List in December 2020, along with drone maker Tianyi and 58 other companies.",
            ["listed_on: Lanyun > Entity List", "listed_on: Tianyi > Entity List"],
        ),
        (
            "Equipment supplier Holt & Voss shipped 14 lithography tools worth $320 million to Lanyun before the ban took effect.",
            ["supplies: Holt > Lanyun"],
        ),
        (
            "The Semiconductor Trade Council, a lobbying group, criticized the restrictions as overly broad.",
            ["condemns: Semiconductor Trade Council > restrictions"],
        ),
        ("Analysts at Brookline Securities estimate the rules could cost Arcadian $900 million.", []),
    ],
    "cameras": [
        (
            "An investigation by the nonprofit Tech Accountability Lab found that cameras made by Veyron Vision were installed at a detention facility in the northern province.",
            ["produces: Veyron Vision > cameras"],
        ),
        (
            "Veyron Vision is 42 percent owned by the state-run Northern Electronics Corporation.",
            ["owns: Northern Electronics > Veyron", "owns: state > Northern Electronics"],
        ),
        (
            "Its other shareholders include the Oregon Firefighters Pension Fund and asset manager Greystone Partners, filings show.",
            ["holds_shares: Oregon Firefighters > Veyron", "holds_shares: Greystone > Veyron"],
        ),
        ("The pension fund's $12 million stake was first reported by the Daily Ledger.", []),
        ("A Greystone spokeswoman declined to comment on individual holdings.", []),
        (
            "Veyron, founded in 2004 by engineer Bo Lindqvist and headquartered in Uppsala, sells its products in more than 80 countries.",
            ["founded_by: Veyron > Bo Lindqvist", "based_in: Veyron > Uppsala"],
        ),
        (
            "The company signed a five-year agreement with the Ministry of Public Order in 2018 worth 600 million crowns.",
            ["contract_with: Veyron > Ministry of Public Order"],
        ),
        (
            "It has teamed up with chip maker Quanta Logic to develop a face-recognition system for the police.",
            ["partners_with: Veyron > Quanta Logic"],
        ),
        (
            "Last month the Federal Communications Agency banned the import of new Veyron equipment, calling it an unacceptable risk to national security.",
            ["restricts: Federal Communications Agency > Veyron equipment"],
        ),
        (
            "Senators Rosa Delgado and Tim Hale urged the administration to blacklist the company.",
            ["calls_for: Delgado > blacklist"],
        ),
        (
            "Veyron insists it has done nothing wrong and complies with all local laws.",
            ["denies: Veyron > nothing wrong"],
        ),
    ],
    "a notice": [
        (
            "The Commerce Secretary determined that the following three entities have been acting contrary to the national security interests of the country: Bayan Marine, Orlo Avionics and Sefton Drone Works.",
            [],
        ),
        (
            "Orlo Avionics is added to the Entity List for acquiring and attempting to acquire U.S.-origin items in support of missile programs.",
            ["listed_on: Orlo > Entity List"],
        ),
        (
            "For these entities, license applications will be reviewed under a presumption of denial.",
            ["licence_policy:  > presumption of denial"],
        ),
        (
            "A fourth company, Palmer Freight, agreed to pay a $2.4 million fine for shipping restricted parts to Sefton Drone Works.",
            [],
        ),
        (
            "Deutsche Hafenbank and two other lenders have provided more than $1 billion in loans to Bayan Marine, whose shares trade on the Oslo exchange.",
            ["invests_in: Deutsche Hafenbank > Bayan"],
        ),
    ],
}


@pytest.mark.parametrize("article", ARTICLES)
def test_an_article_gives_the_claims_of_its_sentences(read: Read, article: str) -> None:
    rows = ARTICLES[article]
    claims = read(*(sentence for sentence, _ in rows)).claims
    start = 0
    for sentence, wanted in rows:
        here = [c for c in claims if start <= c.quote.start < start + len(sentence)]
        start += len(sentence) + 2
        for claim in wanted:
            predicate, _, parties = claim.partition(": ")
            subject, _, object_ = parties.partition(" > ")
            said = [f"{c.predicate}: {c.subject} > {c.object}" for c in here]
            assert any(c.predicate == predicate and subject in c.subject and object_ in c.object for c in here), said
