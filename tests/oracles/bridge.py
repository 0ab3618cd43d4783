"""The cases of `approving` for the engine: the same structure, act and state as values, judged by the kernel."""

from datetime import UTC, datetime
from typing import Literal, cast

from approving import Approval, Body, Case
from approving import Meeting as Told
from govsim.engine.decide import decide, verdict
from govsim.engine.hearing import Hearing
from govsim.errors import Place
from govsim.reader.thresholds import parse_threshold
from govsim.record import acts
from govsim.record.acts import Attendance, BallotWord, Consent, Meeting, Resolve
from govsim.record.items import deed
from govsim.record.rulings import Ruling, Verdict
from govsim.record.state import Key, State, Stored, Tenure
from govsim.rules.book import Book, codify, defaults
from govsim.world import approvals as ap
from govsim.world.clauses import (
    Clause,
    Notice,
    Passing,
    Power,
    Quorum,
    Rank,
    Recusal,
    Size,
    StandsAside,
    Topic,
    Weight,
    WrittenConsent,
)
from govsim.world.structure import Body as Electorate
from govsim.world.structure import Entity, Matter, Party, Position, PositionKind, Structure
from govsim.world.thresholds import Both as BothOf
from govsim.world.thresholds import Bound, Every, Threshold

FIRM, NOWHERE = "firm", Place("oracle", 1, 1, 1, 1)
NOON = datetime(2021, 3, 1, 12, tzinfo=UTC)
KIND = "electorate"
"""All bodies of a case are of one kind, and an item acts `as` that: any of them may meet for any other."""

_KINDS: dict[str, PositionKind] = {"class-a": "shares", "class-b": "shares", "golden": "shares"}
_KINDS |= {"ceo": "office", "chair": "chair"}


def ident(name: str, case: Case) -> str:
    """Give the id of a name in the engine: positions, bodies and matters belong to the firm, persons to nobody."""
    own = {*case["positions"], *case["bodies"], case["act"]["position"]}
    return f"{FIRM}.{name}" if name in own else name


def threshold(text: str) -> Threshold:
    """Read a threshold as the files are read."""
    found = parse_threshold(text)
    assert isinstance(found, Bound | Every | BothOf), found
    return found


def approval(one: Approval, case: Case) -> ap.Approval:
    """Give an approval as the engine has it."""
    if "all" in one:
        return ap.AllOf(tuple(approval(part, case) for part in one["all"]))
    if "any" in one:
        return ap.AnyOf(tuple(approval(part, case) for part in one["any"]))
    if "k_of" in one:
        return ap.KOf(one["k_of"], tuple(approval(part, case) for part in one["list"]))
    if "never" in one:
        return ap.Never()
    if "oracle" in one:
        return ap.Oracle(one["oracle"])
    if "consent" in one:
        return ap.ByParty(ident(one["consent"], case))
    if "sponsors" in one:
        return ap.Sponsors(threshold=threshold(one["sponsors"]), body=ident(one["of"], case))
    own = one.get("quorum", "none")
    return ap.Vote(
        body=ident(one["vote"], case),
        electors=one.get("electors", False),
        passing=threshold(one["passes"]) if "passes" in one else None,
        quorum=threshold(own) if own != "none" else None,
        any_quorum=one.get("quorum") == "none",
    )


def _rules(body: Body, case: Case) -> list[tuple[Topic, str]]:
    """Give the rules on a body, each with what a breach of it comes to."""
    defects = body.get("defects", {})
    out: list[tuple[Topic, str]] = [
        (Passing(threshold=threshold(body["passes"]), casting=_own(body.get("casting"), case)), "void"),
        (Notice(due=body["notice"] == "due"), defects.get("notice", "void")),
    ]
    if "authorized" in body:
        out.append((Size(number=body["authorized"]), "void"))
    if "weights" in body:
        out.append((Weight(votes=tuple((ident(who, case), n) for who, n in body["weights"].items())), "void"))
    if "aside" in body:
        rows = (
            StandsAside(who=ident(row["who"], case), vote=row["vote"], quorum=row["quorum"], base=row["base"])
            for row in body["aside"]
        )
        out.append((Recusal(rows=tuple(rows)), "void"))
    if "quorum" in body:
        classes = tuple((ident(p, case), threshold(t)) for p, t in body.get("class_quorums", {}).items())
        out.append((Quorum(threshold=threshold(body["quorum"]), classes=classes), defects.get("quorum", "void")))
    if "consent" in body or "consent" in defects:
        asked = body.get("consent", "never")
        signed = WrittenConsent(
            threshold=None if asked == "never" else threshold(asked), signers_quorum=body.get("signers_quorum", False)
        )
        out.append((signed, defects.get("consent", "void")))
    return out


def _own(name: str | None, case: Case) -> str:
    return "" if name is None else ident(name, case)


def _clause(number: int, scope: str, topic: Topic, defect: str) -> Clause:
    return Clause(
        id=f"{scope}-{number}",
        instrument=f"{FIRM}.charter",
        rank=Rank.CHARTER,
        scope=scope,
        topic=topic,
        standing="fiction",
        defect=cast("Literal['void', 'voidable']", defect),
        place=NOWHERE,
    )


def structure(case: Case) -> Structure:
    """Give the firm of a case."""
    clauses = [
        _clause(number, ident(name, case), topic, defect)
        for name, body in case["bodies"].items()
        for number, (topic, defect) in enumerate(_rules(body, case))
    ]
    sizes = {p: n for body in case["bodies"].values() for p, n in body.get("class_sizes", {}).items()}
    clauses += [_clause(0, ident(p, case), Size(number=n), "void") for p, n in sizes.items()]
    power = Power(verbs=("any",), target="any", approval=approval(case["approval"], case))
    clauses.append(_clause(0, FIRM, power, case.get("power_defect", "void")))
    people = {p for position in case["positions"].values() for p in position["holders"]} | {*case["ballots"]}
    people |= case.get("given", set()) | case.get("sponsors", set()) | {"fund"}
    return Structure(
        id="oracle",
        title=(),
        parties=tuple(Party(id=p, kind="person", names=(("en", p),), place=NOWHERE) for p in sorted(people)),
        entities=(Entity(id=FIRM, names=(("en", "Firm"),), place=NOWHERE),),
        positions=tuple(
            Position(
                id=ident(name, case),
                kind=_KINDS.get(name, "seat"),
                entity=FIRM,
                elected_by=_own(position.get("elected_by"), case),
                place=NOWHERE,
            )
            for name, position in case["positions"].items()
        ),
        bodies=tuple(
            Electorate(
                id=ident(name, case),
                kind=KIND,
                entity=FIRM,
                rolls=(("", tuple(ident(p, case) for p in body["roll"])),),
                place=NOWHERE,
            )
            for name, body in case["bodies"].items()
        ),
        clauses=tuple(clauses),
        matters=(Matter(id=f"{FIRM}.sale", place=NOWHERE),),
    )


def item(case: Case) -> acts.Remove | acts.Determine:
    """Give what is done."""
    act = case["act"]
    where = ident(act["position"], case)
    if act["verb"] == "determine":
        return acts.Determine(id="it", matter=where, capacity=KIND)
    return acts.Remove(id="it", party=act["target"], position=where, capacity=KIND)


def state(case: Case) -> State:
    """Give who holds what, what was answered, and who has agreed in an act before."""
    held: dict[Key, Stored | None] = {
        ("held", ident(name, case)): tuple(Tenure(p, units=n) for p, n in sorted(position["holders"].items())) or None
        for name, position in case["positions"].items()
    }
    answered: dict[Key, Stored | None] = {("answered", q): said == "yes" for q, said in case.get("answers", {}).items()}
    verb, target, args = deed(item(case))
    agreed: dict[Key, Stored | None] = {("approved", who, verb, target, *args): True for who in case.get("given", ())}
    return State().updated({**held, **answered, **agreed, ("approved",): True})


def resolve(case: Case) -> Resolve:
    """Give the act."""
    ballots = cast("tuple[tuple[str, BallotWord], ...]", tuple(sorted(case["ballots"].items())))
    form: Consent | Meeting = Consent()
    if case["form"] == "meeting":
        nobody_told: Told = {"told": set()}
        met = case.get("meeting", nobody_told)
        form = Meeting(
            told=tuple(sorted(met["told"])),
            attended=tuple(Attendance(party=who) for who, word in ballots if word != "absent"),
            objecting=tuple(sorted(met.get("objecting", ()))),
            waived=tuple(sorted(met.get("waived", ()))),
            regular=met.get("regular", False),
        )
    casting = cast("Literal['', 'for', 'against']", case.get("casting", ""))
    sponsors = tuple(sorted(case.get("sponsors", ())))
    return Resolve(form=form, ballots=ballots, items=(item(case),), casting=casting, sponsors=sponsors)


def hearing(case: Case) -> Hearing:
    """Give the act before the law."""
    firm = structure(case)
    return Hearing(
        step="x",
        by=ident(case["by"], case),
        at=NOON,
        date="2021-03-01",
        act=resolve(case),
        law=state(case),
        book=Book(codify(firm), defaults(firm)),
        docket={},
        truth=lambda _expr, _sight: True,
    )


def ruled(case: Case) -> Ruling:
    """Give the engine's ruling on a case."""
    (ruling,) = decide(hearing(case), ())
    return ruling


def settled(case: Case) -> Verdict:
    """Give the engine's verdict alone."""
    heard = hearing(case)
    assert isinstance(heard.act, Resolve)
    return verdict(heard, heard.act.items[0])
