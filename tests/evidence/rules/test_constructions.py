"""Constructions of news prose, each in several wordings, and what looks like one and is none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lookthrough.evidence.extract import Extraction
from lookthrough.model.claim import Claim

Read = Callable[..., Extraction]

SAID: dict[str, list[tuple[str, list[str]]]] = {
    "a measure that is weighed, readied or proposed, against whom": [
        (
            "The Finnish government is considering sanctions against Corvid Shipping and two senior officials.",
            ["sanctioned: Finnish government > Corvid Shipping (planned)", "sanctioned: Finnish > officials (planned)"],
        ),
        ("Oslo had readied a package of sanctions for Tarn Metals.", ["sanctioned: Oslo > Tarn Metals (planned)"]),
        ("The ministry is drafting visa bans on Ana Ruiz.", ["visa_restrictions_on:  > Ana Ruiz (planned)"]),
        (
            "The bureau is weighing similar steps against other carriers, including Corvid Shipping and Lumen Freight.",
            ["considered_for_list:  > Corvid Shipping (planned)", "considered_for_list:  > Lumen Freight (planned)"],
        ),
        (
            "Sweden imposed sanctions on Tarn Metals. They would also hit two banks, Holm Bank and Delta Bank.",
            ["sanctioned: Sweden > Holm Bank (planned)", "sanctioned: Sweden > Delta Bank (planned)"],
        ),
    ],
    "restrictions told by a participle, a purpose or an adjective": [
        (
            "The rule is on par with restrictions now applied to Belarus and Cuba.",
            ["restricts:  > Belarus", "restricts:  > Cuba"],
        ),
        (
            "Danish officials are seeking to limit sales of drone engines to Tarn Metals.",
            ["restricts: Danish officials > sales of drone engines (planned)"],
        ),
        ("The move would make it harder for Tarn Metals to buy chips.", ["restricts: move > Tarn Metals buy chips"]),
        (
            "The ministry will propose scrapping rules making it easier for Danish firms to ship pumps.",
            ["restricts: ministry > Danish firms ship pumps"],
        ),
    ],
    "licences: their exceptions, reviews and where none is needed": [
        (
            "The bureau will require reviews on a case-by-case basis.",
            ["licence_policy: bureau > case-by-case (planned)"],
        ),
        (
            "One option would involve revoking two licence exceptions Danish firms can get for shipping pumps to Peru.",
            ["licence_policy: option > revoking two licence exceptions (planned)"],
        ),
        (
            "Exporters can avoid a licence requirement if they can prove the pump is for farms.",
            ["licence_policy: Exporters > if they can prove"],
        ),
        ("No licence is needed where the pump was made in Norway.", ["licence_policy:  > no licence is needed where"]),
        ("A general licence allows trade with the port until May.", ["licence_policy: licence > allows trade"]),
    ],
    "who else a measure meets": [
        (
            "“I am announcing: Visa restrictions on Peruvian officers. Their relatives may also be subject to these "
            "restrictions,” Kai Lind said.",
            ["visa_restrictions_on: Lind > relatives (planned)"],
        ),
        ("Norway sanctioned Ana Ruiz. The ban also covers two sons.", ["sanctioned: Norway > two sons"]),
    ],
    "people in custody, by clause of time, counting verb and noun": [
        (
            "Villages emptied as soldiers force many Tamils into large camps.",
            ["detains: soldiers > many Tamils"],
        ),
        (
            "Villagers sent by Peruvian authorities to detention centres number in the tens of thousands.",
            ["detains: Peruvian authorities > illagers"],
        ),
        ("The group denounced Peru’s mass detention of farmers.", ["detains: Peru > farmers"]),
        ("The army holds some 18,000 political prisoners.", ["detains: army > 18,000 political prisoners"]),
    ],
    "several demands under one verb": [
        (
            "The report, based on interviews, recommended that states impose sanctions on Ana Ruiz, withhold visas and "
            "control exports of drones.",
            ["calls_for:  > impose sanctions", "calls_for:  > withhold visas", "calls_for:  > control exports"],
        ),
        (
            "“Peru must end its raids, release all those held, and cease its bombing,” Kai Lind said.",
            ["calls_for: Lind > end its raids", "calls_for: Lind > release all", "calls_for: Lind > cease its bombing"],
        ),
        (
            "The senators will ask the Trade Ministry to prevent Danish firms from selling pumps.",
            ["calls_for: senators > prevent Danish firms (planned)"],
        ),
        (
            "A letter of May singles out Ana Ruiz among the five generals who would be sanctioned.",
            ["calls_for: letter > sanctions on Ana Ruiz"],
        ),
    ],
    "opposition told by a noun or by what is put up with": [
        ("Peruvian officials have raised objection to mounting tariffs.", ["opposes: Peruvian officials > tariffs"]),
        ("Peru is resisting pressure to close the mine.", ["opposes: Peru > pressure to close the mine"]),
        ("“We will brook no interference from abroad,” Ann Lee said.", ["opposes: Ann Lee > interference (denied)"]),
        ("The plan is opposed by Belgium.", ["opposes: Belgium > plan"]),
        ("Tarn Metals said it would challenge any listing in court.", ["opposes: Tarn Metals > listing"]),
    ],
    "accusations as nouns, in quotations, and by nobody named": [
        (
            "Talks failed amid accusations from Danish officials that Peru had broken its word.",
            ["accuses: Danish officials > Peru had broken its word (alleged)"],
        ),
        (
            "“Peru’s backtracking at the last minute has to end,” said one diplomat.",
            ["accuses: diplomat > Peru: backtracking (alleged)"],
        ),
        (
            "“It involves not only intimidating workers on farms, but also robbing them,” Senator Lee said of Peru.",
            ["accuses: Lee > intimidating workers (alleged)"],
        ),
        (
            "They would hit Holm Bank, accused of moving cash for the junta.",
            ["implicated_in: Holm Bank > moving cash (alleged)"],
        ),
    ],
    "denials that judge what stands before": [
        (
            "Ann Lee rejected accusations of fraud, which she called “made-up pretexts”.",
            ["denies: Ann Lee > accusations of fraud: “made-up"],
        ),
        (
            "The Danish government and media first fervently denied the existence of the camps.",
            ["denies: Danish government and media > existence of the camps"],
        ),
    ],
    "posts by relatives, stints, offices of a state and possessives": [
        (
            "Ann Lee spoke for the Helsinki Commission, of which she is a vice chair.",
            ["role_at: Ann Lee > Helsinki Commission"],
        ),
        (
            "Little changed until the arrival of Ana Ruiz, who became a chief of Lima in 2016, after a stint in Chile.",
            ["role_at: Ana Ruiz > Lima (chief)", "role_at: Ana Ruiz > Chile"],
        ),
        ("Norway sanctioned Ana Ruiz, who was a district prosecutor in Lima.", ["role_at: Ana Ruiz > Lima"]),
        ("The Danish foreign minister, Ann Lee, left.", ["role_at: Ann Lee > Denmark (minister)"]),
        ("Ana Ruiz's Northwind Ventures closed.", ["role_at: Ana Ruiz > Northwind Ventures"]),
    ],
    "a trade before a name": [
        ("Danish toolmaker Hammer Works left Peru.", ["sector: Hammer Works > toolmaker"]),
        ("The cloud storage giant Corvid Data was sold.", ["sector: Corvid Data > cloud storage"]),
    ],
    "what another party does too": [
        (
            "Tarn Metals supplies the Danish army, and so does Corvid Optics.",
            ["supplies: Tarn Metals > Danish army", "supplies: Corvid Optics > Danish army"],
        ),
        ("Norway sanctioned Ana Ruiz. Sweden followed a week later.", ["sanctioned: Sweden > Ana Ruiz"]),
        (
            "Tarn Metals and Holm Group are at the forefront of the firms that make money selling drones to Peru.",
            ["sells_to: Tarn Metals; Holm Group > Peru"],
        ),
    ],
    "a reason that stands on a noun": [
        (
            "Kai Lind called the blacklisting a “bold move in response to gross labour violations”.",
            ["listed_because: blacklisting > gross labour violations"],
        ),
    ],
    "wrongs by deed": [
        ("The army has killed more than 3,500 civilians.", ["implicated_in: army > civilians"]),
        (
            "The ministry put eight firms on a blacklist, accusing them of being implicated in fraud.",
            ["implicated_in: eight firms > fraud (alleged)"],
        ),
    ],
    "goods and services told by whose they are": [
        ("Some of Corvid Data's servers were provided by Holm Hosting.", ["supplies: Holm Hosting > Corvid Data"]),
        ("Corvid Data's flagship tool, Hollow, was banned.", ["produces: Corvid Data > Hollow"]),
    ],
    "lists whose object has an apposition": [
        (
            "The Trade Ministry plans to add Corvid Data, a vendor based in Cyprus, to its Entity List.",
            ["considered_for_list: Trade Ministry > Corvid Data (planned)", "based_in: Corvid Data > Cyprus"],
        ),
        (
            "Tarn Lines owns 14 ships, nine of which were added to a British blacklist in 2022.",
            ["listed_on: nine of 14 ships > British blacklist"],
        ),
    ],
    "wrongs found somewhere": [
        ("Inspectors found signs of forced labor aboard Tarn Lines ships.", ["implicated_in:  > forced labor"]),
        ("The audit uncovered evidence of fraud at Holm Bank.", ["implicated_in: Holm Bank > fraud"]),
    ],
    "denials in quoted words": [
        (
            "“There is no evidence for these claims,” the chief executive, Ann Lee, wrote in an email.",
            ["denies: Ann Lee > claims (denied)"],
        ),
        ("“Peru does not spy on its citizens,” Ann Lee said.", ["denies: Peru > spy on its citizens (denied)"]),
        ("“The allegations are made up,” Tarn Metals said.", ["denies: Tarn Metals > allegations (denied)"]),
    ],
    "who is called back": [
        ("Peru left. Beijing said it opposed “unfair sanctions”.", ["opposes: China > unfair sanctions (denied)"]),
        (
            "Tarn Metals fell. The company's chief, Ana Ruiz, told The Post that it would appeal the decision.",
            ["opposes: Tarn Metals > decision (denied)"],
        ),
        (
            "Brandt Motors is calm. The carmaker signed a supply contract with Tarn Metals in 2021.",
            ["contract_with: Brandt Motors > Tarn Metals"],
        ),
        ("Police arrested two activists, Ana Ruiz and Karin Dahl.", ["detains:  > Ana Ruiz; Karin Dahl"]),
    ],
    "what is over": [
        ("The Sea Falcon was called the Pacific Hope until 2023.", ["same_as: Sea Falcon > Pacific Hope"]),
        ("Holm Bank said it had ended all business with Tarn Lines.", ["partners_with: Holm Bank > Tarn Lines"]),
    ],
    "why a party was listed, by its deeds": [
        (
            "Norway sued Tarn Lines, which Peru blacklisted in May for moving oil for the junta.",
            ["listed_because: Tarn Lines > moving oil"],
        ),
    ],
    "assets and visas": [
        ("Ana Ruiz left. Norway froze her assets in May.", ["sanctioned: Norway > Ana Ruiz"]),
        ("Tarn Tekstil's assets in Britain were frozen in May.", ["sanctioned:  > Tarn Tekstil"]),
        ("Ana Ruiz was denied a visa.", ["visa_restrictions_on:  > Ana Ruiz"]),
    ],
    "a role told before and its name behind it": [
        (
            "Merrit Clothing cut its supplier. The supplier, Tarn Tekstil, is small.",
            ["supplies: Tarn Tekstil > Merrit Clothing"],
        ),
        (
            "Nordvern Fund sold its stake in Merrit Clothing; the Danish fund Sydbo Capital still holds 2 percent.",
            ["owns: Sydbo Capital > Merrit Clothing"],
        ),
        ("Norway sanctioned Ana Ruiz in May. Sweden and Canada did the same.", ["sanctioned: Canada > Ana Ruiz"]),
        ("Ann Lee said such reports were “invented by enemies”.", ["denies: Ann Lee > reports"]),
        ("The ministry said the companies had been evading export rules.", ["implicated_in: companies > evading"]),
    ],
    "measures by what they cover": [
        ("The import ban covers all seafood from the fleet.", ["restricts: import ban > seafood from the fleet"]),
        ("Customs officers blocked shipments of squid from Tarn Lines.", ["restricts: officers > shipments of squid"]),
        ("Ann Lee said the ban violated trade rules.", ["opposes: Ann Lee > ban violated trade rules (denied)"]),
        ("The fishing council is against the measure.", ["opposes: council > measure"]),
    ],
    "holdings told in the sentence behind": [
        (
            "Ana Ruiz owns 62 percent of Tarn Metals. A further 11 percent is held by Holm Bank.",
            ["owns: Holm Bank > Tarn Metals"],
        ),
        ("Corvid Bank still does business with Tarn Harbour.", ["partners_with: Corvid Bank > Tarn Harbour"]),
    ],
}


def _told(claim: Claim) -> str:
    return f"{claim.predicate}: {claim.subject} > {claim.object} ({claim.stance})"


def _fits(claim: Claim, expected: str) -> bool:
    predicate, _, parties = expected.partition(": ")
    parties, _, stance = (
        parties.partition(" (") if parties.endswith(")") and "(planned" in parties else (parties, "", "")
    )
    for word in ("alleged", "denied"):
        if parties.endswith(f" ({word})"):
            parties, stance = parties.removesuffix(f" ({word})"), f"{word})"
    subject, _, object_ = parties.partition(" > ")
    sides = subject.strip() in claim.subject and object_.strip() in claim.object
    return claim.predicate == predicate and sides and stance.removesuffix(")") in {"", claim.stance}


@pytest.mark.parametrize(
    ("text", "expected"), [row for rows in SAID.values() for row in rows], ids=lambda value: str(value)[:60]
)
def test_a_construction_gives_its_claims(read: Read, text: str, expected: list[str]) -> None:
    claims = read(text, published="2024-03-13").claims
    for each in expected:
        assert any(_fits(claim, each) for claim in claims), f"{each}: {[_told(c) for c in claims]}"


NOT_SAID: list[tuple[str, str, str]] = [
    ("The police sent villagers to camps.", "supplies: ", "people are no goods"),
    ("Tarn Metals will continue to provide customers with a service.", "supplies: ", "customers are nobody named"),
    (
        "The senators asked the ministry to bar Danish firms from selling pumps.",
        "restricts: ",
        "what is asked for is a demand and no measure",
    ),
    (
        "Clean Seas recommended that states bar insurers from covering ships.",
        "restricts: ",
        "what is recommended is a demand and no measure",
    ),
    ("Norway held back on punishing Holm Bank for fraud.", "implicated_in: ", "what was held back was not done"),
    ("Firms can get a licence for shipping pumps to Tarn Metals.", "supplies: ", "a leave is no shipment"),
    ("A list of the officials who would be sanctioned was kept.", "sanctioned: ", "nobody does it"),
    ("Tarn Metals halted sales of pumps to Holm Group.", "restricts: ", "a firm that halts sales limits nobody else"),
    ("The senators met. So did Corvid Optics.", "supplies: ", "what was not told before is not done too"),
    ("Peru is accused of poor manners.", "implicated_in: ", "a state is told of by its deeds"),
    ("Ana Ruiz's Corvid report was read.", "role_at: ", "a report by somebody is no body of his"),
    ("US Trade Representative Ann Lee met them.", "role_at: ", "a title alone is no claim"),
    ("“We cut ties with our distributor,” Ann Lee said.", "partners_with: Ann Lee > Ann Lee", "one is no two"),
    ("The lobby group Fair Seas protested.", "sector: ", "lobbying is no trade"),
    (
        "Danish suppliers must obtain a licence before selling parts to Tarn Metals.",
        "sells_to: ",
        "what may follow a licence has not been done",
    ),
    ("The bill would bar ships that have been linked to smuggling.", "implicated_in: ", "any such ships, none named"),
    ("The ministry used its list to target smuggling.", "implicated_in: ", "who fights a wrong has no part in it"),
    ("“There is no evidence of rain,” Ann Lee said.", "denies: ", "no charge is spoken of"),
    ("Tarn Metals accepted the pressure to close.", "opposes: ", "who gives way opposes nothing"),
]


@pytest.mark.parametrize(("text", "not_said", "because"), NOT_SAID, ids=[row[2] for row in NOT_SAID])
def test_what_only_looks_like_it_gives_none(read: Read, text: str, not_said: str, because: str) -> None:
    said = [_told(claim) for claim in read(text, published="2024-03-13").claims]
    assert not [each for each in said if each.startswith(not_said)], because


SPEAKERS: list[tuple[str, str, str]] = [
    (
        "The ministry weighs sanctions on Tarn Metals, which makes lenses, two people familiar with the plan said.",
        "sector",
        "author",
    ),
    ("It adds that Ann Lee, founder of Tarn Metals, said prices rose.", "founded_by", "author"),
    (
        "A spokeswoman for Tarn Metals said deals were over. “We have no ties with the army,” she said. Ann Lee left.",
        "denies",
        "Tarn Metals spokeswoman",
    ),
    (
        "The bureau will ban exports of pumps to Peru, the people said. It would also ban exports of drones to Peru.",
        "restricts",
        "people",
    ),
    ("Corvid Shipping, which Lumen Freight accused of fraud, owns Tarn Metals.", "owns", "author"),
    ("Corvid Shipping, which Lumen Freight accused of fraud, owns Tarn Metals.", "accuses", "Lumen Freight"),
    ("Ann Lee called the listing a “fair response to gross fraud”.", "listed_because", "Ann Lee"),
    ("Heidi Berg, the spokeswoman, called on Peru to release all detainees.", "calls_for", "Heidi Berg"),
    (
        "On Sunday, Clean Seas Watch released a report on Peru. The report urged states to sanction Tarn Metals.",
        "calls_for",
        "Clean Seas Watch report",
    ),
    ("According a Foreign Desk report, Tarn Metals supplies the army of Peru.", "supplies", "Foreign Desk report"),
    ("Ann Lee told reporters on a visit to Lima that Norway sanctioned Holm Bank.", "sanctioned", "Ann Lee"),
]


@pytest.mark.parametrize(("text", "predicate", "speaker"), SPEAKERS, ids=[row[0][:60] for row in SPEAKERS])
def test_each_claim_has_its_own_speaker(read: Read, text: str, predicate: str, speaker: str) -> None:
    claims = [claim for claim in read(text, published="2024-03-13").claims if claim.predicate == predicate]
    assert claims, "nothing read"
    assert {claim.speaker.name for claim in claims} == {speaker}
