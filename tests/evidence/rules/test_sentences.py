"""What single sentences say: invented sentences of other texts, each with the claims that a reader finds in it.

A row is a sentence, then its claims as "predicate: subject > object", then what else must hold of the first claim.
Subjects and objects are compared by the words that they must contain.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from lookthrough.evidence.extract import Extraction
from lookthrough.model.claim import Claim

Read = Callable[..., Extraction]
PUBLISHED = "2024-03-13"  # a Wednesday

SENTENCES: list[tuple[str, list[str], dict[str, object]]] = [
    (
        "The European Commission has added Corvid Shipping and Lumen Freight to its sanctions list.",
        ["added_to_list: European Commission > Corvid Shipping"],
        {},
    ),
    (
        "Corvid Shipping was placed on the Entity List in May 2023.",
        ["listed_on: Corvid Shipping > Entity List"],
        {"date": "2023-05"},
    ),
    (
        "Britain removed Tarn Metals from its sanctions list on Tuesday.",
        ["removed_from_list: Britain > Tarn Metals"],
        {},
    ),
    ("Tarn Metals was removed from the consolidated list last month.", ["removed_from_list:  > Tarn Metals"], {}),
    (
        "The Treasury is considering adding Quell Systems to the SDN List, people familiar with the matter said.",
        ["considered_for_list: Treasury > Quell Systems"],
        {"stance": "planned"},
    ),
    (
        "Washington blacklisted Quell Systems over its alleged role in drone production.",
        ["added_to_list: United States > Quell Systems", "listed_because: Quell Systems > role in drone production"],
        {},
    ),
    (
        "Under the rule, American firms are barred from selling chips to Quell Systems.",
        ["restricts:  > American firms"],
        {},
    ),
    (
        "The order prohibits banks from dealing with Halcyon Trust.",
        ["restricts: order > banks dealing with Halcyon Trust"],
        {},
    ),
    ("Exporters must obtain a licence before shipping goods to the company.", [], {}),
    (
        "Applications for export licences will be reviewed under a presumption of denial.",
        ["licence_policy:  > presumption of denial"],
        {},
    ),
    (
        "Canada imposed sanctions on Dmitri Volkov and two banks on Thursday.",
        ["sanctioned: Canada > Dmitri Volkov"],
        {},
    ),
    (
        "Four shipping firms were sanctioned by the United Kingdom in 2022.",
        ["sanctioned: United Kingdom > Four shipping firms"],
        {"date": "2022"},
    ),
    (
        "The State Department announced visa restrictions on 14 officials of the ruling party.",
        ["visa_restrictions_on: State Department > 14 officials"],
        {},
    ),
    ("Borealis Optics supplies lenses to the Norwegian army.", ["supplies: Borealis Optics > Norwegian army"], {}),
    (
        "Norland Steel sold more than 400 tonnes of plate to Tarn Shipyards in 2021.",
        ["sells_to: Norland Steel > Tarn Shipyards"],
        {"date": "2021"},
    ),
    ("The cameras were sold to police departments in four countries.", [], {}),
    (
        "In March, Tarn Robotics won a $45 million contract from the Ministry of Defence.",
        ["contract_with: Tarn Robotics > Ministry of Defence"],
        {"date": "2024-03", "amount": ("exactly", 45000000, "USD")},
    ),
    (
        "Tarn Robotics signed an agreement with Quell Systems to build drones.",
        ["contract_with: Tarn Robotics > Quell Systems"],
        {},
    ),
    ("Halcyon partnered with Borealis Optics on a research project.", ["partners_with: Halcyon > Borealis Optics"], {}),
    (
        "Quell Systems, which counts Norland Steel and Tarn Robotics among its customers, declined to comment.",
        ["supplies: Quell Systems > Norland Steel", "supplies: Quell Systems > Tarn Robotics"],
        {},
    ),
    (
        "Boreas Holding owns 60 percent of Corvid Shipping.",
        ["owns: Boreas Holding > Corvid Shipping"],
        {"amount": ("exactly", 60, "%")},
    ),
    (
        "Corvid Shipping, a subsidiary of Boreas Holding, operates nine tankers.",
        ["owns: Boreas Holding > Corvid Shipping"],
        {},
    ),
    ("Lumen Freight is owned by the Boreas Group.", ["owns: Boreas Group > Lumen Freight"], {}),
    ("State-owned Norland Steel reported a loss.", ["owns: state > Norland Steel"], {}),
    (
        "The pension fund held nearly 1.2 million shares of Quell Systems at the end of 2020.",
        ["holds_shares: pension fund > Quell Systems"],
        {"amount": ("about", 1200000, "shares")},
    ),
    (
        "Meridian Capital has invested $30 million in Tarn Robotics.",
        ["invests_in: Meridian Capital > Tarn Robotics"],
        {"amount": ("exactly", 30000000, "USD")},
    ),
    (
        "Tarn Robotics, backed by Meridian Capital, plans to list in Hong Kong.",
        ["backed_by: Tarn Robotics > Meridian Capital"],
        {},
    ),
    (
        "Norway's wealth fund sold its entire stake in Halcyon Mining last year.",
        ["divested: wealth fund > Halcyon Mining"],
        {"date": "2023"},
    ),
    ("Meridian Capital divested from Corvid Shipping.", ["divested: Meridian Capital > Corvid Shipping"], {}),
    (
        "The Nordic Shipping Index includes Corvid Shipping and Lumen Freight.",
        [
            "index_includes: Nordic Shipping Index > Corvid Shipping",
            "index_includes: Nordic Shipping Index > Lumen Freight",
        ],
        {},
    ),
    (
        "Quell Systems was founded by Ingrid Halvorsen in 2009.",
        ["founded_by: Quell Systems > Ingrid Halvorsen"],
        {"date": "2009"},
    ),
    (
        "Ingrid Halvorsen, chief executive of Quell Systems, resigned.",
        ["role_at: Ingrid Halvorsen > Quell Systems"],
        {},
    ),
    (
        "Marta Kowalska, a researcher at the Warsaw Institute of Trade, said the measure was weak.",
        ["role_at: Marta Kowalska > Warsaw Institute of Trade"],
        {},
    ),
    (
        "Tarn Robotics, formerly known as Tarn Automation Ltd, changed its name.",
        ["same_as: Tarn Robotics > Tarn Automation Ltd"],
        {},
    ),
    ("Gdansk-based Norland Steel closed a plant.", ["based_in: Norland Steel > Gdansk"], {}),
    ("Norland Steel is headquartered in Gdansk.", ["based_in: Norland Steel > Gdansk"], {}),
    ("Quell Systems specialises in radar software.", ["sector: Quell Systems > radar software"], {}),
    ("Oslo-listed Borealis Optics fell 3 percent.", ["exchange_listed_on: Borealis Optics > Oslo"], {}),
    ("Halcyon Mining's shares are listed on the Toronto Stock Exchange.", [], {}),
    (
        "Quell Systems denied supplying drones to the army.",
        ["denies: Quell Systems > supplying drones"],
        {"stance": "denied"},
    ),
    (
        "“We have never sold equipment to the military,” Quell Systems said in a statement.",
        ["denies: Quell Systems > sold equipment to the military"],
        {"stance": "denied"},
    ),
    ("The company said it does not supply the ministry.", [], {}),
    (
        "Norland Steel rejected the accusations as baseless.",
        ["opposes: Norland Steel > accusations"],
        {"stance": "denied"},
    ),
    ("Moscow condemned the sanctions.", ["condemns: Russia > sanctions"], {}),
    (
        "Human rights groups accuse Halcyon Mining of using forced labour.",
        ["accuses: Human rights groups > Halcyon Mining"],
        {"stance": "alleged"},
    ),
    (
        "Halcyon Mining was accused of polluting rivers by the Clean Water Network.",
        ["accuses: Clean Water Network > Halcyon Mining"],
        {"stance": "alleged"},
    ),
    (
        "The watchdog Global Ledger called for sanctions against Halcyon Mining.",
        ["calls_for: Global Ledger > sanctions"],
        {},
    ),
    (
        "Senators urged the administration to blacklist Quell Systems.",
        ["calls_for: Senators > blacklist Quell Systems"],
        {},
    ),
    (
        "The army has detained at least 300 villagers since January.",
        ["detains: army > villagers"],
        {"amount": ("at least", 300, "villagers")},
    ),
    (
        "Up to 12,000 people are being held in camps, according to the United Nations.",
        ["detains:  > people"],
        {"amount": ("at most", 12000, "people"), "speaker": "United Nations"},
    ),
    (
        "Halcyon Mining has been linked to forced labour in the north.",
        ["implicated_in: Halcyon Mining > forced labour"],
        {},
    ),
    ("Companies should stop supplying Quell Systems.", [], {}),
    ("Investors must divest from Halcyon Mining.", [], {}),
    ("If Quell Systems were added to the Entity List, its suppliers would suffer.", [], {}),
    (
        "Quell Systems could be added to the Entity List next year, analysts said.",
        ["considered_for_list:  > Quell Systems"],
        {},
    ),
    (
        "The United States has not placed Quell Systems on the Entity List.",
        ["added_to_list: United States > Quell Systems"],
        {"negated": True},
    ),
    ("Tarn Robotics is not owned by Boreas Holding.", ["owns: Boreas Holding > Tarn Robotics"], {"negated": True}),
    (
        "There is no clear evidence that Halcyon Mining supplied the militia.",
        ["supplies: Halcyon Mining > militia"],
        {"stance": "no_clear_evidence"},
    ),
    (
        "Meridian Capital plans to invest $2 billion in Tarn Robotics.",
        ["invests_in: Meridian Capital > Tarn Robotics"],
        {"stance": "planned"},
    ),
    ("Quell Systems allegedly shipped radar parts to Iran.", ["supplies: Quell Systems > Iran"], {"stance": "alleged"}),
    (
        "According to customs records, Quell Systems exported radar parts to Tehran Aviation Works in June 2023.",
        ["supplies: Quell Systems > Tehran Aviation Works"],
        {"speaker": "customs records", "date": "2023-06"},
    ),
    (
        "Two officials said Norland Steel had supplied plates to the shipyard of Corvid Shipping.",
        ["supplies: Norland Steel > Corvid Shipping"],
        {"speaker": "officials"},
    ),
    (
        "The ministry said the firms, including Quell Systems, Tarn Robotics and Norland Steel, "
        "had been added to the export control list.",
        [
            "listed_on: Quell Systems > export control list",
            "listed_on: Tarn Robotics > ",
            "listed_on: Norland Steel > ",
        ],
        {},
    ),
    (
        "Lumen Freight and its owner, Boreas Holding, were blacklisted in 2021.",
        ["listed_on: Lumen Freight > ", "listed_on: Boreas Holding > "],
        {},
    ),
    (
        "The UN Security Council listed Halcyon Trading Company on 3 August 2017.",
        ["added_to_list: UN Security Council > Halcyon Trading Company"],
        {"date": "2017-08-03"},
    ),
    ("Acquired by Boreas Holding in 2018, Lumen Freight employs 900 people.", [], {}),
    (
        "Boreas Holding acquired Lumen Freight for $90 million in 2018.",
        ["owns: Boreas Holding > Lumen Freight"],
        {"date": "2018", "amount": ("exactly", 90000000, "USD")},
    ),
    ("Customs officials in Rotterdam detained a shipment.", [], {}),
    (
        "The bank, JSC Halcyon, was designated by the Treasury's Office of Foreign Assets Control "
        "under Executive Order 14024.",
        ["sanctioned: Office of Foreign Assets Control > Halcyon"],
        {},
    ),
    (
        "The Swiss government said it had frozen the assets of Anton Gerber "
        "and blacklisted his company, Gerber Metals.",
        ["sanctioned: Swiss government > Anton Gerber", "added_to_list: Swiss government > Gerber Metals"],
        {},
    ),
    (
        "The EU took Ostrava Chemicals off its sanctions list after a court ruling.",
        ["removed_from_list: EU > Ostrava Chemicals"],
        {},
    ),
    (
        "Officials are weighing whether to add Pelican Semiconductor to a trade blacklist.",
        ["considered_for_list: Officials > Pelican Semiconductor"],
        {},
    ),
    ("The department justified the listing by citing the firm's support for the navy.", [], {}),
    (
        "The new rule bars insurers from covering tankers that carry the oil.",
        ["restricts: rule > insurers covering"],
        {},
    ),
    ("Applications will face a presumption of denial.", ["licence_policy:  > presumption of denial"], {}),
    (
        "Pelican Semiconductor buys lithography tools from Amsterdam-based Veldhoven Optics.",
        ["supplies: Veldhoven Optics > Pelican Semiconductor", "based_in: Veldhoven Optics > Amsterdam"],
        {},
    ),
    ("Veldhoven Optics said it had stopped deliveries to Pelican Semiconductor.", [], {}),
    ("Pelican's largest shareholder is the Delta Fund, with 22 percent.", ["holds_shares: Delta Fund > Pelican"], {}),
    (
        "The Delta Fund holds a 22 percent stake in Pelican Semiconductor.",
        ["holds_shares: Delta Fund > Pelican Semiconductor"],
        {},
    ),
    (
        "Pelican Semiconductor, a unit of Delta Group, was founded in 1999 by Wei Jun.",
        ["owns: Delta Group > Pelican Semiconductor", "founded_by: Pelican Semiconductor > Wei Jun"],
        {},
    ),
    ("Wei Jun, who founded Pelican Semiconductor, stepped down.", ["founded_by: Pelican Semiconductor > Wei Jun"], {}),
    (
        "Sara Lindqvist, an analyst with Nordbank, said sanctions could hurt the firm.",
        ["role_at: Sara Lindqvist > Nordbank"],
        {},
    ),
    (
        "Pelican Semiconductor has rejected claims that its chips power missiles.",
        ["opposes: Pelican Semiconductor > claims"],
        {},
    ),
    ("The embassy in Bern denied that Anton Gerber was an agent.", ["denies: embassy > Anton Gerber was an agent"], {}),
    (
        "Rights groups say more than 4,000 activists are being held in prisons across the country.",
        ["detains:  > activists"],
        {},
    ),
    (
        "The regime jailed 30 reporters last year, according to the Press Freedom Index.",
        ["detains: regime > 30 reporters"],
        {},
    ),
    (
        "Lawmakers from both parties called on the Commerce Department to blacklist Pelican Semiconductor.",
        ["calls_for: Lawmakers > blacklist Pelican Semiconductor"],
        {},
    ),
    (
        "Ukraine accused Ostrava Chemicals of selling solvents to the Russian army.",
        ["accuses: Ukraine > Ostrava Chemicals"],
        {},
    ),
    (
        "Ostrava Chemicals sold solvents worth €14 million to the Russian army "
        "between 2016 and 2019, customs data show.",
        ["sells_to: Ostrava Chemicals > Russian army"],
        {},
    ),
    (
        "In 2015 the company won a tender to equip the border guard with scanners.",
        ["contract_with: company > border guard"],
        {},
    ),
    (
        "Kestrel Aviation and Delta Group have formed a joint venture.",
        ["partners_with: Kestrel Aviation > Delta Group"],
        {},
    ),
    (
        "Kestrel Aviation trades on the Warsaw Stock Exchange.",
        ["exchange_listed_on: Kestrel Aviation > Warsaw Stock Exchange"],
        {},
    ),
    ("Its parent company, Delta Group, is controlled by the state.", [], {}),
    (
        "The sanctions were imposed on Kestrel Aviation for supplying drones to Sudan.",
        ["sanctioned:  > Kestrel Aviation", "supplies: Kestrel Aviation > Sudan"],
        {},
    ),
    (
        "Delta Group, previously Delta Import Export, declined to comment.",
        ["same_as: Delta Group > Delta Import Export"],
        {},
    ),
    (
        "Pension giant Norfund has dumped its holdings in Kestrel Aviation.",
        ["divested: Norfund > Kestrel Aviation"],
        {},
    ),
    ("India condemned the raid as a gross violation of human rights.", ["condemns: India > raid"], {}),
    ("Ms. Lindqvist said Kestrel had no links to the military.", [], {}),
    (
        "Taiwan's economics ministry put Shanhai Micro on its control list in June.",
        ["added_to_list: economics ministry > Shanhai Micro"],
        {},
    ),
    (
        "Shanhai Micro was one of the firms that Washington sanctioned in 2022.",
        ["sanctioned: United States > firms"],
        {},
    ),
    ("Shanhai Micro has been under U.S. sanctions since 2020.", [], {}),
    (
        "The company, which supplies radars to the Iranian navy, called the move unjust.",
        ["supplies: company > Iranian navy"],
        {},
    ),
    (
        "Radix Software sold its tracking tool to at least 12 governments, according to Citizen Watch.",
        ["sells_to: Radix Software > 12 governments"],
        {},
    ),
    ("Radix Software has customers in 40 countries.", [], {}),
    (
        "Investors including Helios Partners and Bluewater have pumped $200 million into Radix Software.",
        ["invests_in: Helios Partners > Radix Software"],
        {},
    ),
    ("Helios Partners owns a third of Radix Software.", ["owns: Helios Partners > Radix Software"], {}),
    (
        "Radix Software, whose founder is Noam Adler, denied any wrongdoing.",
        ["denies: Radix Software > any wrongdoing"],
        {},
    ),
    ("Adler said: “We do not sell to countries under sanctions.”", ["denies: Adler > sell to countries"], {}),
    ("The union urged the bank to cut ties with Radix Software.", ["calls_for: union > cut ties"], {}),
    ("Poland and Lithuania have banned imports from Shanhai Micro.", [], {}),
    (
        "The Dutch government blocked ASX Tools from exporting its machines to China.",
        ["restricts: Dutch government > ASX Tools"],
        {},
    ),
    ("ASX Tools needs a licence to ship the machines.", [], {}),
    ("Export licences for the machines were revoked in January.", ["licence_policy:  > revoked"], {}),
    ("Jiangbei Display makes screens for phones.", [], {}),
    (
        "Anna Ferrante, head of research at Milano Capital, called the ban a mistake.",
        ["role_at: Anna Ferrante > Milano Capital"],
        {},
    ),
    (
        "Security forces have arrested nearly 500 demonstrators since Sunday, the lawyers' association said.",
        ["detains: Security forces > 500 demonstrators"],
        {},
    ),
    ("The bank financed the coal mine together with Eastern Credit.", [], {}),
    (
        "Eastern Credit is 70 percent owned by the Ministry of Finance of Veldoria.",
        ["owns: Ministry of Finance > Eastern Credit"],
        {},
    ),
    (
        "The UN added Captain Omar Siad and three ships to its sanctions list on 14 May 2019.",
        ["added_to_list: UN > Omar Siad"],
        {},
    ),
    ("Corex Global was founded in Antwerp in 1974.", [], {}),
    ("Corex Global, headquartered in Antwerp, processes cobalt.", ["based_in: Corex Global > Antwerp"], {}),
    ("Greenpeace accused Corex Global of dumping waste in the river.", ["accuses: Greenpeace > Corex Global"], {}),
    ("Corex Global has contracts with the army worth 12 million euros.", ["contract_with: Corex Global > army"], {}),
    ("Corex Global and Sibex signed a memorandum of understanding.", [], {}),
    ("Parliament voted to condemn the crackdown.", [], {}),
    ("Norway's central bank excluded Corex Global from the oil fund.", [], {}),
    ("Turkey's Kalkan Defence delivered drones to Ethiopia in 2021.", ["supplies: Kalkan Defence > Ethiopia"], {}),
    (
        "In 2019 Tarn Metals bought Orrin Foundry from Bexley Group.",
        ["owns: Tarn Metals > Orrin Foundry"],
        {"date": "2019"},
    ),
    (
        "The offer was dropped two months after Britain put Quell Systems on a trade blacklist.",
        ["added_to_list: Britain > Quell Systems"],
        {},
    ),
    (
        "“We have never sold weapons to Tavria,” Petra Lind, the head of Quell Systems, said in May.",
        ["denies: Petra Lind > sold weapons to Tavria"],
        {"speaker": "Petra Lind"},
    ),
    (
        "Quell Systems stopped supplying Tarn Metals in 2020.",
        ["supplies: Quell Systems > Tarn Metals"],
        {"negated": True},
    ),
    (
        "Halcyon Mining provided Tarn Metals with drills.",
        ["supplies: Halcyon Mining > Tarn Metals"],
        {"negated": False},
    ),
    (
        "According to a report by the Maren Watch Institute, Quell Systems sold radars to Tarn Metals.",
        ["sells_to: Quell Systems > Tarn Metals"],
        {"speaker": "Maren Watch Institute"},
    ),
    (
        "In our view, Quell Systems will not be sanctioned by Britain.",
        ["sanctioned: Britain > Quell Systems"],
        {"stance": "opinion"},
    ),
    (
        "The European Council imposed sanctions on Quell Systems for supplying chips to Tarn Metals.",
        ["supplies: Quell Systems > Tarn Metals", "sanctioned: European Council > Quell Systems"],
        {},
    ),
    (
        "Quell Systems denied last year that it had sold scanners to Merisa.",
        ["denies: Quell Systems > it had sold scanners"],
        {},
    ),
    (
        "The United States placed Tarn Metals on its forced labour list in July 2022.",
        ["added_to_list: United States > Tarn Metals"],
        {"date": "2022-07"},
    ),
]


def found(claims: tuple[Claim, ...], wanted: str) -> Claim | None:
    predicate, _, parties = wanted.partition(": ")
    subject, _, object_ = parties.partition(" > ")
    for claim in claims:
        if claim.predicate == predicate and subject in claim.subject and object_ in claim.object:
            return claim
    return None


@pytest.mark.parametrize(("sentence", "wanted", "more"), SENTENCES, ids=[row[0][:50] for row in SENTENCES])
def test_a_sentence_gives_its_claims(read: Read, sentence: str, wanted: list[str], more: dict[str, object]) -> None:
    claims = read(sentence, published=PUBLISHED).claims
    said = [f"{claim.predicate}: {claim.subject} > {claim.object}" for claim in claims]
    for claim in wanted:
        assert found(claims, claim) is not None, said
    first = found(claims, wanted[0]) if wanted else None
    if first is None:
        return
    assert more.get("stance", first.stance) == first.stance
    assert more.get("date", "") in {"", first.date.iso if first.date else None}
    assert more.get("negated", first.negated) == first.negated
    assert str(more.get("speaker", "")) in first.speaker.name
    if "amount" in more:
        comparator, number, unit = more["amount"]  # type: ignore[misc]
        assert first.amount is not None
        assert (first.amount.comparator, first.amount.unit) == (comparator, unit)
        assert Fraction(number) in (first.amount.low, first.amount.high)


NOTHING = [
    "Companies should stop supplying Quell Systems.",
    "Investors must divest from Halcyon Mining.",
    "Banks need to sever ties with Corvid Shipping.",
    "If Quell Systems were added to the Entity List, its suppliers would suffer.",
    "Unless Norland Steel is sanctioned, the trade will go on.",
    "The weather in Gdansk was fine.",
    "Customs officials in Rotterdam detained a shipment.",
    "Whether Halcyon Mining owns the pit is disputed.",
    "She urged her children to read more books.",
    "Blacklisting a bank is a blunt tool.",
]


@pytest.mark.parametrize("sentence", NOTHING)
def test_advice_conditions_and_small_talk_give_nothing(read: Read, sentence: str) -> None:
    assert [claim.predicate for claim in read(sentence, published=PUBLISHED).claims] == []


WRONG = [
    ("Holm Capital owns 12 percent of the company.", "owns: Holm Capital > Holm Capital", "nobody owns himself"),
    ("Tidewater Partners sold its entire stake in December.", "divested: ", "a month has no shares"),
    (
        "Tarn Metals was founded in 1987 by Ann Lee and is based in Oslo.",
        "based_in: Tarn Metals > Oslo (1987)",
        "the year is the founding's",
    ),
    (
        "Quell Systems could be removed from the Entity List if it sold its arms unit.",
        "removed_from_list: ",
        "a condition",
    ),
    ("Congress banned American funds from investing in Quell Systems.", "invests_in: ", "what is barred is not done"),
    ("The Mirani Congress, an exile group, met Quell Systems.", "sector: ", "exile is no trade"),
]


@pytest.mark.parametrize(("sentence", "not_said", "because"), WRONG, ids=[row[2] for row in WRONG])
def test_what_is_not_said_is_not_claimed(read: Read, sentence: str, not_said: str, because: str) -> None:
    claims = read(sentence, published=PUBLISHED).claims
    said = [f"{c.predicate}: {c.subject} > {c.object} ({c.date.iso if c.date else 'no day'})" for c in claims]
    assert not [each for each in said if each.startswith(not_said)], because


def test_the_agency_of_a_dateline_acts_not(read: Read) -> None:
    text = "LONDON, March 3, 2022 (Northwire) - Britain listed Tarn Metals, for its engines."
    assert not [mention for mention in read(text, published=PUBLISHED).mentions if mention.text == "Northwire"]
