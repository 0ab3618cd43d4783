"""Reading what a rule about a body says: its size, quorum, majority, consents, notice, votes, who stands aside."""

import re
from fractions import Fraction
from typing import Literal, cast

from govsim.reader.approvals import votes
from govsim.reader.names import OFFICE, PARTY, Names
from govsim.reader.nodes import Mapping, Node, Scalar, Sequence
from govsim.reader.settings import by_param, on_paper, switch, threshold, variants
from govsim.reader.shape import Page, entries, integer, mapping, one_of, text, wrong, yes
from govsim.world.clauses import (
    RECUSED,
    TARGET,
    ByParam,
    Notice,
    Passing,
    Quorum,
    Recusal,
    Size,
    StandsAside,
    Switch,
    Term,
    Weight,
    WrittenConsent,
)
from govsim.world.params import Value
from govsim.world.thresholds import Base, Every

_LEAD = re.compile(r"(\d{1,6})(h|d)\Z", re.ASCII)
EVERYBODY = Every(Base.IN_OFFICE)


def _whole(among: set[Value]) -> bool:
    return all(isinstance(one, Fraction) and one.denominator == 1 for one in among)


def read_consent(page: Page, node: Node, names: Names) -> WrittenConsent:
    """Read what it takes to act in writing: a threshold, `never`, or both with what more is asked of the signers."""
    if isinstance(node, Scalar) and node.text == "never":
        return WrittenConsent(threshold=None)
    asks: Switch = False
    as_at_meeting = False
    signatures: Node | None = node
    if isinstance(node, Mapping):
        fields = mapping(
            page, node, ("signatures", "signers_quorum", "as_at_meeting"), ("signatures",), "a consent rule"
        )
        signatures = fields.get("signatures")
        asks = switch(page, fields.get("signers_quorum"), names, "whether the signers must be a quorum", default=False)
        as_at_meeting = yes(page, fields.get("as_at_meeting"), "whether as many must sign as a meeting would need")
        if isinstance(signatures, Scalar) and signatures.text == "never":
            return WrittenConsent(threshold=None, signers_quorum=asks)
    bound = on_paper(page, signatures, names, "a written consent has")
    return WrittenConsent(threshold=bound or EVERYBODY, signers_quorum=asks, as_at_meeting=as_at_meeting)


def minutes(page: Page, node: Node | None) -> int:
    """Read a length of time such as `48h` or `120d`, in minutes; 0 where none is given."""
    if node is None:
        return 0
    found = _LEAD.match(text(page, node, "a length of time such as 48h", "0h"))
    if found is None:
        wrong(page, node, "a length of time such as 48h or 4d")
        return 0
    return int(found.group(1)) * (60 if found.group(2) == "h" else 1440)


def read_notice(page: Page, node: Node) -> Notice:
    """Read whether notice is due, how long before, and of which meetings."""
    if isinstance(node, Scalar):
        return Notice(due=one_of(page, node, ("due", "not-due"), "due", "notice rule") == "due")
    fields = mapping(page, node, ("due", "lead", "attendance_waives", "regular"), (), "a notice rule")
    return Notice(
        due=yes(page, fields.get("due"), "whether notice is due", default=True),
        lead=minutes(page, fields.get("lead")),
        attendance_waives=yes(page, fields.get("attendance_waives"), "whether attendance waives notice", default=True),
        regular=yes(page, fields.get("regular"), "whether a regular meeting needs notice, too"),
    )


def read_passing(page: Page, node: Node, names: Names) -> Passing:
    """Read what must be for an act, and whose casting vote breaks a tie."""
    if isinstance(node, Scalar):
        return Passing(threshold=threshold(page, node, names) or EVERYBODY)
    fields = mapping(page, node, ("votes", "casting"), ("votes",), "a rule on votes")
    office = names.use(page, fields.get("casting"), OFFICE, "office")
    return Passing(threshold=threshold(page, fields.get("votes"), names) or EVERYBODY, casting=office)


def read_quorum(page: Page, node: Node, names: Names) -> Quorum | None:
    """Read what must be present, of the whole body and of classes of its seats; None where that cannot be read."""
    if not isinstance(node, Mapping):
        bound = threshold(page, node, names)
        return Quorum(threshold=bound) if bound is not None else None
    fields = mapping(page, node, ("votes", "classes", "as_of", "adjourned"), ("votes",), "a rule on the quorum")
    classes = []
    for key, share in entries(page, fields.get("classes"), "classes of seats"):
        names.check(page, key.text, key.place, ("position",), "position")
        classes.append((key.text, threshold(page, share, names) or EVERYBODY))
    as_of = one_of(page, fields.get("as_of"), ("vote", "opening"), "vote", "moment at which a quorum is counted")
    return Quorum(
        threshold=threshold(page, fields.get("votes"), names) or EVERYBODY,
        classes=tuple(classes),
        as_of=cast("Literal['vote', 'opening']", as_of),
        adjourned=threshold(page, fields.get("adjourned"), names),
    )


def _stands_aside(page: Page, node: Node, names: Names) -> StandsAside:
    fields = mapping(page, node, ("who", "vote", "quorum", "base"), (), "a rule on recusal")
    named = fields.get("who")
    who = text(page, named, "who stands aside", RECUSED)
    if named is not None and who not in {RECUSED, TARGET}:
        names.check(page, who, named.place, (*PARTY, "position"), "party or position (or recused, or target)")
    return StandsAside(
        who=who,
        vote=switch(page, fields.get("vote"), names, "out of the vote", default=True),
        quorum=switch(page, fields.get("quorum"), names, "out of the quorum", default=False),
        base=switch(page, fields.get("base"), names, "out of the base", default=False),
    )


def read_recusal(page: Page, node: Node, names: Names) -> Recusal:
    """Read who stands aside, in one row or several."""
    rows = node.items if isinstance(node, Sequence) else (node,)
    return Recusal(rows=tuple(_stands_aside(page, row, names) for row in rows))


def read_size(page: Page, node: Node, names: Names) -> Size:
    """Read how many seats there are: a number, or the parameter that has it."""
    if isinstance(node, Mapping):
        return Size(number=by_param(page, node, names, "a size", _whole, "whole numbers"))
    number = integer(page, node, "a number of seats", 1)
    if number < 1:
        wrong(page, node, "at least one seat")
    return Size(number=number)


def read_weights(page: Page, node: Node, names: Names) -> Weight:
    """Read how many votes each has, or how many under each value of a parameter."""
    if not isinstance(node, Mapping) or node.get("param") is None:
        return Weight(votes=votes(page, node, names, TARGET))
    return Weight(
        by_param=ByParam(names.use(page, node.get("param"), ("param",), "parameter")),
        variants=tuple(
            (key.text, votes(page, one, names, TARGET)) for key, one in variants(page, node, names, "rule on votes")
        ),
    )


def read_term(page: Page, node: Node, names: Names) -> Term:
    """Read what becomes of a holder whose term is over."""
    fields = mapping(page, node, ("holdover",), ("holdover",), "a rule on terms")
    return Term(holdover=switch(page, fields.get("holdover"), names, "whether a holder stays when a term is over"))
