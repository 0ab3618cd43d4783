"""A small invented cap table in the Open Cap Format, and ways to change it; every holding is worked out by hand.

Brightwater Robotics has three classes: common (1 vote), class B (10 votes) and series seed preferred (1 vote).

- 2021-03-01  common is issued: Ada Osei 600, Zoë Lindqvist 300 (s-1, s-2); class B: Ada Osei 50 (s-3)
- 2021-06-01  Ada transfers 100 of s-1 to Park Min-ji (s-4), and keeps 500 (s-5)
- 2022-01-10  seed is issued: Heron Fund 400 (s-6), 徐若兰 40 (s-7)
- 2022-03-01  the company repurchases 60 of Zoë's 300 (s-2), who keeps 240 (s-8)
- 2022-05-01  s-7 is retracted: 徐若兰 never had it; 25 are issued to her instead (s-9)
- 2022-07-01  class B is split 2 for 1: Ada's 50 (s-3) are 100
- 2022-09-01  Heron converts 100 of its seed (s-6) into 100 of common (s-10), and keeps 300 (s-11)
- 2023-02-01  20 of Park's 100 (s-4) are cancelled; the rest has no id of its own: 80 stay

So on 2023-12-31: common Ada 500, Zoë 240, Park 80, Heron 100, together 920; class B Ada 100; seed Heron 300, 徐若兰 25,
together 325. Votes: 920 + 1,000 + 325 = 2,245, of which Ada has 500 + 1,000 = 1,500: a majority, 1,123 needed.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from govsim.errors import Problem
from govsim.reader.load import Fetched
from govsim.reader.ocf.importing import cap_table
from govsim.reader.ocf.package import Refused
from govsim.reader.ocf.telling import CapTable, Law

Document = dict[str, Any]
Package = dict[str, Document]

MANIFEST = "Manifest.ocf.json"
PEOPLE = "Stakeholders.ocf.json"
CLASSES = "StockClasses.ocf.json"
DEEDS = "Transactions.ocf.json"
USD = {"amount": "0.01", "currency": "USD"}
LAWS = {"US-DE": Law(pack="us-de/stock", holders="stockholders"), "GB": Law(pack="uk/companies", holders="members")}


def who(name: str, key: str, kind: str = "INDIVIDUAL") -> Document:
    return {"object_type": "STAKEHOLDER", "id": key, "name": {"legal_name": name}, "stakeholder_type": kind}


def stock(name: str, key: str, votes: str = "1", kind: str = "COMMON") -> Document:
    return {
        "object_type": "STOCK_CLASS",
        "id": key,
        "name": name,
        "class_type": kind,
        "default_id_prefix": "X-",
        "initial_shares_authorized": "10000",
        "votes_per_share": votes,
        "seniority": "1",
    }


def issued(security: str, holder: str, of: str, quantity: str, date: str, **more: object) -> Document:
    return {
        "object_type": "TX_STOCK_ISSUANCE",
        "id": f"t-{security}",
        "security_id": security,
        "date": date,
        "custom_id": security,
        "stakeholder_id": holder,
        "stock_class_id": of,
        "quantity": quantity,
        "share_price": USD,
        "security_law_exemptions": [],
        "stock_legend_ids": [],
        **more,
    }


def deed(kind: str, security: str, date: str, **more: object) -> Document:
    return {"object_type": kind, "id": f"t-{kind}-{security}", "security_id": security, "date": date, **more}


def brightwater() -> Package:
    """Give the package of the head of this module, each time anew."""
    empty = ("stock_plans_files", "stock_legend_templates_files", "vesting_terms_files", "valuations_files")
    return {
        MANIFEST: {
            "ocf_version": "1.2.0",
            "file_type": "OCF_MANIFEST_FILE",
            "issuer": {
                "object_type": "ISSUER",
                "id": "issuer",
                "legal_name": "Brightwater Robotics",
                "formation_date": "2021-02-01",
                "country_of_formation": "US",
                "country_subdivision_of_formation": "DE",
            },
            "as_of": "2023-12-31",
            "generated_at": "2024-01-02T09:00:00Z",
            **{key: [] for key in empty},
            "stakeholders_files": [{"filepath": f"./{PEOPLE}", "md5": "0" * 32}],
            "stock_classes_files": [{"filepath": f"./{CLASSES}", "md5": "0" * 32}],
            "transactions_files": [{"filepath": f"./{DEEDS}", "md5": "0" * 32}],
        },
        PEOPLE: {
            "file_type": "OCF_STAKEHOLDERS_FILE",
            "items": [
                who("Ada Osei", "h-ada"),
                who("Zoë Lindqvist", "h-zoe"),
                who("Park Min-ji", "h-park"),
                who("Heron Fund, L.P.", "h-heron", "INSTITUTION"),
                who("徐若兰", "h-xu"),
                who("Olu Option", "h-olu"),
            ],
        },
        CLASSES: {
            "file_type": "OCF_STOCK_CLASSES_FILE",
            "items": [
                stock("Common Stock", "c-common"),
                stock("Class B", "c-b", "10"),
                stock("Series Seed Preferred", "c-seed", "1.00", "PREFERRED"),
            ],
        },
        DEEDS: {
            "file_type": "OCF_TRANSACTIONS_FILE",
            "items": [
                issued("s-1", "h-ada", "c-common", "600", "2021-03-01"),
                issued("s-2", "h-zoe", "c-common", "300.00", "2021-03-01", vesting_terms_id="four-years"),
                issued("s-3", "h-ada", "c-b", "50", "2021-03-01"),
                deed(
                    *("TX_STOCK_TRANSFER", "s-1", "2021-06-01"),
                    quantity="100",
                    resulting_security_ids=["s-4"],
                    balance_security_id="s-5",
                ),
                issued("s-4", "h-park", "c-common", "100", "2021-06-01"),
                issued("s-5", "h-ada", "c-common", "500", "2021-06-01"),
                issued("s-6", "h-heron", "c-seed", "400", "2022-01-10"),
                issued("s-7", "h-xu", "c-seed", "40", "2022-01-10"),
                deed(
                    *("TX_STOCK_REPURCHASE", "s-2", "2022-03-01"),
                    quantity="60",
                    price=USD,
                    balance_security_id="s-8",
                ),
                issued("s-8", "h-zoe", "c-common", "240", "2022-03-01"),
                deed("TX_STOCK_RETRACTION", "s-7", "2022-05-01", reason_text="a wrong number"),
                issued("s-9", "h-xu", "c-seed", "25", "2022-05-01"),
                {
                    "object_type": "TX_STOCK_CLASS_SPLIT",
                    "id": "split-b",
                    "date": "2022-07-01",
                    "stock_class_id": "c-b",
                    "split_ratio": {"numerator": "2", "denominator": "1"},
                },
                deed(
                    *("TX_STOCK_CONVERSION", "s-6", "2022-09-01"),
                    quantity_converted="100",
                    resulting_security_ids=["s-10"],
                    balance_security_id="s-11",
                ),
                issued("s-10", "h-heron", "c-common", "100", "2022-09-01"),
                issued("s-11", "h-heron", "c-seed", "300", "2022-09-01"),
                deed("TX_STOCK_CANCELLATION", "s-4", "2023-02-01", quantity="20", reason_text="forfeited"),
                deed("TX_WARRANT_ISSUANCE", "w-1", "2023-03-01", stakeholder_id="h-heron", quantity="10"),
                deed("TX_STOCK_ACCEPTANCE", "s-3", "2021-03-02"),
            ],
        },
    }


def deeds(package: Package) -> list[Document]:
    """Give the transactions of a package, to be changed in place."""
    found: list[Document] = package[DEEDS]["items"]
    return found


def the(package: Package, key: str) -> Document:
    """Give the transaction of that id, to be changed in place."""
    return next(one for one in deeds(package) if one["id"] == key)


def texts(package: Package) -> dict[str, bytes]:
    """Give the files of a package as bytes."""
    return {name: json.dumps(one, ensure_ascii=False, indent=1).encode() for name, one in package.items()}


def imported(
    package: Package | dict[str, bytes], law: Law | None = None
) -> tuple[CapTable | None, tuple[Problem, ...]]:
    """Import a package from memory."""
    files = {
        name: one if isinstance(one, bytes) else json.dumps(one, indent=1).encode() for name, one in package.items()
    }

    def fetch(name: str) -> Fetched | Refused:
        key = name.removeprefix("./")
        if key not in files:
            return Refused(code="GS502", message=f"there is no file `{name}` in the package")
        return Fetched(key, files[key])

    return cap_table(Fetched(MANIFEST, files[MANIFEST]), fetch, LAWS, law)


def problems_of(change: Callable[[Package], object]) -> list[tuple[str, str, str]]:
    """Change the package, import it, and give code, file and JSON pointer of every problem."""
    package = brightwater()
    change(package)
    found, problems = imported(package)
    assert (found is None) == bool(problems)
    return [(one.code, one.place.file, one.message.partition(":")[0]) for one in problems]


def written(package: Package, folder: Path) -> Path:
    """Write a package into a folder, and give the folder."""
    folder.mkdir()
    for name, data in texts(package).items():
        (folder / name).write_bytes(data)
    return folder
