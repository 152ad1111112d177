"""One comparison per function: what each says of two words, two sets of countries, two sets of codes."""

from __future__ import annotations

from lookthrough.match import features


def test_a_country_of_mere_incorporation_contradicts_nothing() -> None:
    assert features.country_relation(["ky"], ["cn"]) == "unknown", "Cayman holding companies list Chinese businesses"
    assert features.country_relation(["cn"], ["hk"]) == "unknown"
    assert features.country_relation(["us"], ["cn"]) == "contradict"
    assert features.country_relation(["us"], ["cn", "hk"]) == "contradict"
    assert features.country_relation(["ky"], ["ky", "cn"]) == "agree"
