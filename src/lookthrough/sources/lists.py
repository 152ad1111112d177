"""The lists that sources fill: what each is called, who publishes it and where a person reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from lookthrough.errors import NotFoundError, quote


@dataclass(frozen=True, slots=True)
class List:
    """A list of listed parties.

    Attributes:
        id: as it stands in statements, listings and options.
        title: the publisher's title.
        publisher: who lists.
        url: the publisher's page about it.
    """

    id: str
    title: str
    publisher: str
    url: str


_BIS = "US Department of Commerce, Bureau of Industry and Security"
_OFAC = "US Department of the Treasury, Office of Foreign Assets Control"
_STATE = "US Department of State"
_BIS_LISTS = "https://www.bis.gov/licensing/guidance-on-end-user-and-end-use-controls-and-us-person-controls"

LISTS: Mapping[str, List] = MappingProxyType(
    {
        found.id: found
        for found in (
            List("us_bis_entity_list", "Entity List (Supplement No. 4 to 15 CFR Part 744)", _BIS,
                 "https://www.ecfr.gov/current/title-15/part-744/appendix-Supplement%20No.%204%20to%20Part%20744"),
            List("us_bis_meu", "Military End User List (Supplement No. 7 to 15 CFR Part 744)", _BIS,
                 "https://www.ecfr.gov/current/title-15/part-744/appendix-Supplement%20No.%207%20to%20Part%20744"),
            List("us_bis_uvl", "Unverified List (Supplement No. 6 to 15 CFR Part 744)", _BIS,
                 "https://www.ecfr.gov/current/title-15/part-744/appendix-Supplement%20No.%206%20to%20Part%20744"),
            List("us_bis_dpl", "Denied Persons List", _BIS, _BIS_LISTS),
            List("us_ofac_sdn", "Specially Designated Nationals and Blocked Persons List", _OFAC,
                 "https://sanctionslist.ofac.treas.gov/Home/SdnList"),
            List("us_ofac_ssi", "Sectoral Sanctions Identifications List", _OFAC,
                 "https://sanctionslist.ofac.treas.gov/Home/ConsolidatedList"),
            List("us_ofac_nscmic", "Non-SDN Chinese Military-Industrial Complex Companies List", _OFAC,
                 "https://sanctionslist.ofac.treas.gov/Home/ConsolidatedList"),
            List("us_ofac_cons", "Consolidated (non-SDN) Sanctions List, other programmes", _OFAC,
                 "https://sanctionslist.ofac.treas.gov/Home/ConsolidatedList"),
            List("us_state_isn", "Nonproliferation Sanctions", f"{_STATE}, Bureau of International Security and "
                 "Nonproliferation", "https://www.state.gov/key-topics-bureau-of-international-security-and-"
                 "nonproliferation/nonproliferation-sanctions/"),
            List("us_state_dtc", "AECA Debarred List", f"{_STATE}, Directorate of Defense Trade Controls",
                 "https://www.pmddtc.state.gov/ddtc_public/ddtc_public?id=ddtc_kb_article_page&"
                 "sys_id=c22d1833dbb8d300d0a370131f9619f0"),
            List("us_dhs_uflpa", "Uyghur Forced Labor Prevention Act Entity List",
                 "US Department of Homeland Security, Forced Labor Enforcement Task Force",
                 "https://www.dhs.gov/uflpa-entity-list"),
            List("us_dod_1260h", "Chinese Military Companies Operating in the United States (Section 1260H)",
                 "US Department of Defense", "https://business.defense.gov/"),
            List("us_fcc_covered", "Covered List (Secure and Trusted Communications Networks Act)",
                 "US Federal Communications Commission", "https://www.fcc.gov/supplychain/coveredlist"),
            List("us_ndaa_889", "Makers named in section 889 of the FY2019 NDAA", "United States Congress",
                 "https://www.congress.gov/115/plaws/publ232/PLAW-115publ232.htm"),
            List("us_cbp_wro", "Withhold Release Orders and Findings", "US Customs and Border Protection",
                 "https://www.cbp.gov/trade/forced-labor/withhold-release-orders-and-findings"),
            List("eu_fsf", "EU consolidated list of financial sanctions", "European Commission",
                 "https://data.europa.eu/data/datasets/consolidated-list-of-persons-groups-and-entities-subject-to-eu-"
                 "financial-sanctions"),
            List("gb_ofsi", "UK consolidated list of financial sanctions targets (until January 2026)",
                 "HM Treasury, Office of Financial Sanctions Implementation",
                 "https://www.gov.uk/government/publications/financial-sanctions-consolidated-list-of-targets"),
            List("gb_fcdo", "UK Sanctions List", "Foreign, Commonwealth and Development Office",
                 "https://www.gov.uk/government/publications/the-uk-sanctions-list"),
            List("ca_sema", "Consolidated Canadian Autonomous Sanctions List", "Global Affairs Canada",
                 "https://www.international.gc.ca/world-monde/international_relations-relations_internationales/"
                 "sanctions/consolidated-consolide.aspx?lang=eng"),
            List("un_sc", "United Nations Security Council Consolidated List", "United Nations Security Council",
                 "https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list"),
        )
    }
)  # fmt: skip


def list_title(list_id: str) -> str:
    """The publisher's title of a list.

    Raises:
        NotFoundError: if we fill no such list.
    """
    found = LISTS.get(list_id)
    if found is None:
        raise NotFoundError(f"there is no list {quote(list_id)}", hint=f"the lists are {', '.join(LISTS)}")
    return found.title
