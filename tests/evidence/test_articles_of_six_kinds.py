"""Whole articles of six kinds, invented, each with the claims that a reader marked in it by hand.

A row of the labels is "predicate: subject > object"; words must be contained. Recall and precision are counted over all
six together, so that no rule can be bent to one of them unseen.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lookthrough.evidence.extract import Extraction
from lookthrough.model.claim import Claim

Read = Callable[..., Extraction]

ARTICLES: dict[str, tuple[list[str], list[str]]] = {
    "wire": (
        [
            "GENEVA (Wire) - Switzerland on Wednesday froze the assets of Andrei Malinov, the former "
            "chairman of Velta Bank, and added the lender to its list of sanctioned entities.",
            "The State Secretariat for Economic Affairs said the bank had financed deliveries of drone "
            "engines to the Kesh militia.",
            'Velta Bank, which is based in Minsk, denied the allegations. "We have never financed '
            'weapons," a bank spokeswoman said.',
            "Malinov, who owns 34 percent of Velta Bank through a Cyprus holding company, could not be "
            "reached for comment.",
            "The European Union listed the bank in February. Britain followed in April, saying the lender "
            "had helped Belarus evade sanctions.",
            "Two people familiar with the matter said Washington was weighing similar measures against "
            "Orlen Maritime, a shipping firm that carries the engines.",
            "Orlen Maritime did not respond to a request for comment.",
        ],
        [
            "sanctioned: Switzerland > Andrei Malinov",
            "added_to_list: Switzerland > Velta Bank",
            "role_at: Andrei Malinov > Velta Bank",
            "based_in: Velta Bank > Minsk",
            "denies: Velta Bank > allegations",
            "denies: Velta Bank > financed weapons",
            "owns: Andrei Malinov > Velta Bank",
            "added_to_list: European Union > Velta Bank",
            "considered_for_list: United States > Orlen Maritime",
            "sector: Orlen Maritime > shipping",
        ],
    ),
    "ngo": (
        [
            "The Open Mines Coalition found that Sable Minerals sold cobalt from the Kasi pit to three "
            "battery makers between 2019 and 2021.",
            "According to export records reviewed by the coalition, Sable Minerals shipped at least 4,200 "
            "tonnes of ore to Lumina Batteries.",
            "Lumina Batteries supplies cells to Voltair Motors and Arden Cars.",
            "Guards employed by Sable Minerals detained 43 miners in March 2020, the report says.",
            "Sable Minerals rejected the findings and said it had no contract with the security company.",
            "The coalition called on Lumina Batteries to suspend purchases. It also urged investors to "
            "divest from Sable Minerals.",
            "Norges Pensjon held shares worth $18 million in Sable Minerals at the end of 2020.",
            "In a letter to the coalition, Voltair Motors said it had ended its contract with Lumina "
            "Batteries in June 2022.",
        ],
        [
            "sells_to: Sable Minerals > battery makers",
            "supplies: Sable Minerals > Lumina Batteries",
            "supplies: Lumina Batteries > Voltair Motors",
            "supplies: Lumina Batteries > Arden Cars",
            "detains: > 43 miners",
            "opposes: Sable Minerals > findings",
            "denies: Sable Minerals > no contract",
            "calls_for: Open Mines Coalition > suspend purchases",
            "calls_for: Open Mines Coalition > divest from Sable Minerals",
            "holds_shares: Norges Pensjon > Sable Minerals",
        ],
    ),
    "press": (
        [
            "OSLO, Norway – Borealis Optics today announced that it has signed a contract with the "
            "Norwegian Defence Materiel Agency worth NOK 240 million.",
            "Under the agreement, Borealis Optics will deliver 1,200 thermal sights to the Norwegian Army by 2026.",
            '"We are proud to partner with the agency," said Kari Nilsen, chief executive of Borealis Optics.',
            "Borealis Optics also acquired a 51 percent stake in Lentic GmbH, a maker of infrared lenses "
            "based in Jena.",
            "Founded by Erik Dahl in 1998, Borealis Optics employs 640 people.",
            "Borealis Optics is listed on the Oslo Stock Exchange.",
        ],
        [
            "contract_with: Borealis Optics > Norwegian Defence Materiel Agency",
            "supplies: Borealis Optics > Norwegian Army",
            "partners_with: Kari Nilsen > Norwegian Defence Materiel Agency",
            "role_at: Kari Nilsen > Borealis Optics",
            "invests_in: Borealis Optics > Lentic GmbH",
            "produces: Lentic GmbH > infrared lenses",
            "founded_by: Borealis Optics > Erik Dahl",
            "exchange_listed_on: Borealis Optics > Oslo Stock Exchange",
            "based_in: Lentic GmbH > Jena",
        ],
    ),
    "law": (
        [
            "On March 4, 2024, the Bureau of Industry and Security (BIS) added 93 entities to the Entity "
            "List under 21 entries, including Haltek Electronics and the Tashen Institute of Optics.",
            "The agency removed Norwick Aerospace from the Unverified List.",
            "BIS determined that Haltek Electronics acquired U.S.-origin items in support of military programs.",
            "License applications for these entities will be reviewed under a policy of denial.",
            "Exporters should review their customer lists.",
            "The final rule also prohibits U.S. persons from providing services to listed parties without a license.",
            "In a separate action, OFAC designated Corvus Shipping LLC and two of its vessels pursuant to "
            "Executive Order 13846.",
            "Corvus Shipping is owned by Malik Trading Group, which was designated in 2019.",
        ],
        [
            "added_to_list: Bureau of Industry and Security > 93 entities",
            "listed_on: Haltek Electronics > Entity List",
            "listed_on: Tashen Institute of Optics > Entity List",
            "removed_from_list: Bureau of Industry and Security > Norwick Aerospace",
            "licence_policy: > policy of denial",
            "restricts: final rule > providing services",
            "sanctioned: OFAC > Corvus Shipping LLC",
            "owns: Malik Trading Group > Corvus Shipping",
            "sanctioned: > Malik Trading Group",
        ],
    ),
    "blog": (
        [
            "Everyone is talking about SkyNest, the drone start-up that just raised $75 million from Redwood Ventures.",
            "SkyNest was founded by two MIT graduates, Priya Nair and Tom Okafor.",
            "What the press release doesn't tell you: SkyNest's biggest customer is the border police of Karvania.",
            "Last year the company sold 300 drones to the police, according to The Ledger.",
            "Redwood Ventures also owns part of FaceGrid, a facial-recognition firm that was blacklisted "
            "by the US in 2022.",
            "Amnesty has accused FaceGrid of helping the government track journalists.",
            "I don't think anyone should invest in this company.",
        ],
        [
            "invests_in: Redwood Ventures > SkyNest",
            "founded_by: SkyNest > Priya Nair",
            "supplies: SkyNest > border police",
            "sells_to: > police",
            "owns: Redwood Ventures > FaceGrid",
            "sector: FaceGrid > facial-recognition",
            "added_to_list: US > FaceGrid",
            "accuses: Amnesty > FaceGrid",
        ],
    ),
    "company": (
        [
            "Statement on recent media reports",
            "Haltek Electronics firmly rejects the accusations published by The Harbour Times on 12 May.",
            "Haltek Electronics has never supplied components to any military end user and is not owned "
            "or controlled by any government.",
            "The company strongly opposes the decision of the U.S. Department of Commerce to add Haltek "
            "to the Entity List and calls for its removal.",
            "Haltek sold its minority stake in Tashen Robotics in 2021 and no longer has any relationship "
            "with that company.",
            "Haltek is a privately held company headquartered in Penang, Malaysia.",
        ],
        [
            "opposes: Haltek Electronics > accusations",
            "supplies: Haltek Electronics > military end user",
            "opposes: Haltek Electronics > decision",
            "added_to_list: U.S. Department of Commerce > Haltek",
            "calls_for: Haltek Electronics > removal",
            "divested: Haltek Electronics > Tashen Robotics",
            "based_in: Haltek Electronics > Penang",
        ],
    ),
}


def is_said(claim: Claim, label: str) -> bool:
    predicate, _, parties = label.partition(": ")
    subject, _, object_ = parties.partition("> ")
    return claim.predicate == predicate and subject.strip() in claim.subject and object_.strip() in claim.object


@pytest.fixture(scope="module")
def answers(read: Read) -> dict[str, tuple[Claim, ...]]:
    return {kind: read(*paragraphs, published="2024-05-15").claims for kind, (paragraphs, _) in ARTICLES.items()}


def test_most_of_what_a_reader_marks_is_read(answers: dict[str, tuple[Claim, ...]]) -> None:
    labels = [(kind, label) for kind, (_, marked) in ARTICLES.items() for label in marked]
    missed = [row for row in labels if not any(is_said(claim, row[1]) for claim in answers[row[0]])]
    assert len(labels) - len(missed) >= 0.9 * len(labels), missed


def test_little_else_is_read(answers: dict[str, tuple[Claim, ...]]) -> None:
    claims = [(kind, claim) for kind, many in answers.items() for claim in many]
    beside = [row for row in claims if not any(is_said(row[1], label) for label in ARTICLES[row[0]][1])]
    said = [f"{kind}: {claim.subject} | {claim.predicate} | {claim.object}" for kind, claim in beside]
    assert len(claims) - len(beside) >= 0.9 * len(claims), said


@pytest.mark.parametrize("kind", ARTICLES)
def test_every_claim_has_a_speaker_and_a_rule(answers: dict[str, tuple[Claim, ...]], kind: str) -> None:
    for claim in answers[kind]:
        assert claim.speaker.name
        assert "." in claim.rule
        assert len(claim.quote.exact.split()) <= 32


def test_the_same_articles_give_the_same_claims(read: Read, answers: dict[str, tuple[Claim, ...]]) -> None:
    for kind, (paragraphs, _) in ARTICLES.items():
        assert read(*paragraphs, published="2024-05-15").claims == answers[kind]
