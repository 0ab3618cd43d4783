"""The words of the Open Cap Format: its versions, its kinds of object, and what each kind has to do with shares held.

From the schemas of the repository Open-Cap-Table-Coalition/Open-Cap-Format-OCF: release 1.2.0, and the state of its
main branch that calls itself 1.2.1-alpha+main.
"""

from types import MappingProxyType
from typing import Final

VERSIONS: Final = ("1.2.0", "1.2.1-alpha+main")

READ_FILES: Final = MappingProxyType(
    {
        "stakeholders_files": ("OCF_STAKEHOLDERS_FILE", "STAKEHOLDER"),
        "stock_classes_files": ("OCF_STOCK_CLASSES_FILE", "STOCK_CLASS"),
        "transactions_files": ("OCF_TRANSACTIONS_FILE", ""),
    }
)
"""The files that are read, by their key in the manifest: the type of the file, and of the objects in it."""
OTHER_FILES: Final = MappingProxyType(
    {
        "stock_plans_files": "stock plans",
        "stock_legend_templates_files": "legends",
        "vesting_terms_files": "vesting terms",
        "valuations_files": "valuations",
        "financings_files": "financings",
        "documents_files": "documents",
    }
)
"""The files that are not read, for nothing in them moves a share."""


def _each(text: str, *more: str) -> tuple[str, ...]:
    return (*more, *text.split())


_EVERY: Final = _each("object_type id comments date")
_ONE: Final = _each("security_id", *_EVERY)

ISSUANCE: Final = "TX_STOCK_ISSUANCE"
TRANSFER: Final = "TX_STOCK_TRANSFER"
CANCELLATION: Final = "TX_STOCK_CANCELLATION"
REPURCHASE: Final = "TX_STOCK_REPURCHASE"
CONVERSION: Final = "TX_STOCK_CONVERSION"
RETRACTION: Final = "TX_STOCK_RETRACTION"
REISSUANCE: Final = "TX_STOCK_REISSUANCE"
CONSOLIDATION: Final = "TX_STOCK_CONSOLIDATION"
SPLIT: Final = "TX_STOCK_CLASS_SPLIT"

FIELDS: Final = MappingProxyType(
    {
        ISSUANCE: _each(
            "custom_id stakeholder_id board_approval_date stockholder_approval_date consideration_text"
            " security_law_exemptions stock_class_id stock_plan_id share_numbers_issued share_price quantity"
            " vesting_terms_id vestings cost_basis stock_legend_ids issuance_type",
            *_ONE,
        ),
        TRANSFER: _each("consideration_text balance_security_id resulting_security_ids quantity", *_ONE),
        CANCELLATION: _each("quantity balance_security_id reason_text", *_ONE),
        REPURCHASE: _each("price quantity consideration_text balance_security_id", *_ONE),
        CONVERSION: _each("quantity_converted balance_security_id resulting_security_ids", *_ONE),
        RETRACTION: _each("reason_text", *_ONE),
        REISSUANCE: _each("resulting_security_ids split_transaction_id reason_text", *_ONE),
        CONSOLIDATION: _each("security_ids resulting_security_id reason_text", *_EVERY),
        SPLIT: _each("stock_class_id split_ratio", *_EVERY),
    }
)
"""The transactions that say who holds which shares, and every field the format gives them."""

_RIGHT = "a right to shares is not a share held; shares issued upon it are imported"
_AWARD = "an award is not a share held; shares issued upon it are imported"
_VESTING = "shares that are issued count as held, vested or not"
_NUMBERS = "it changes what may be issued, or at what rate; no share held changes"
_PERSON = "it says what a stakeholder is to the company; no share moves"

_LIFE = "ISSUANCE ACCEPTANCE TRANSFER CANCELLATION RETRACTION"
_KINDS: Final = (
    ("CONVERTIBLE", f"{_LIFE} CONVERSION", _RIGHT),
    ("WARRANT", f"{_LIFE} EXERCISE", _RIGHT),
    ("EQUITY_COMPENSATION", f"{_LIFE} EXERCISE RELEASE REPRICING", _AWARD),
    ("PLAN_SECURITY", f"{_LIFE} EXERCISE RELEASE", _AWARD),
    ("VESTING", "START EVENT ACCELERATION", _VESTING),
    ("ISSUER", "AUTHORIZED_SHARES_ADJUSTMENT", _NUMBERS),
    ("STOCK_CLASS", "AUTHORIZED_SHARES_ADJUSTMENT CONVERSION_RATIO_ADJUSTMENT", _NUMBERS),
    ("STOCK_PLAN", "POOL_ADJUSTMENT RETURN_TO_POOL", _NUMBERS),
)
NOT_IMPORTED: Final = MappingProxyType(
    {f"TX_{first}_{last}": why for first, lasts, why in _KINDS for last in lasts.split()}
    | {"TX_STOCK_ACCEPTANCE": "a holder accepts what was issued already; no share moves"}
    | {"CE_STAKEHOLDER_RELATIONSHIP": _PERSON, "CE_STAKEHOLDER_STATUS": _PERSON}
)
"""The other transactions, each with the reason why holdings do not hang on it."""

CLASS_FIELDS: Final = _each(
    "object_type id comments name class_type default_id_prefix initial_shares_authorized board_approval_date"
    " stockholder_approval_date votes_per_share par_value price_per_share seniority conversion_rights"
    " liquidation_preference_multiple participation_cap_multiple"
)
