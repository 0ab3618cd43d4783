"""Elections in tests: one step in which a body elects, told, with the verdicts on all who stand."""

from attrs import evolve

from govsim.engine.decide import decide, verdict
from govsim.engine.hearing import Hearing
from govsim.engine.timeline import Timeline
from govsim.record.acts import Resolve
from inline import tale, told, without

POSITIONS = "{acme.ceo: {kind: office}, acme.chair: {kind: chair}, acme.a: {kind: shares}}"
BODIES = "{acme.board: {kind: board}, acme.owners: {kind: stockholders, roll: acme.a}}"
THREE = "acme.board: [ann, bob, cyd], acme.chair: bob, acme.ceo: ann"
SHARES = "acme.a: {ann: 9, bob: 1, fay: 90}"
REGULAR = "{meeting: {regular: yes}}"
OWNERS_ELECT = "\n- {id: electors, in: acme.bylaws, power: {to: [elect], of: seat}, by: {vote: acme.owners}}\n"


def elects(how: str, more: str = "") -> str:
    return f"\n- {{id: elects, in: acme.bylaws, for: acme.owners, elects: {how}}}\n{more}"


def election(  # noqa: PLR0913 - the parts of an election, each by its name
    ballots: str,
    *,
    seats: int = 1,
    stand: str = "dee, eve, gus",
    elected: str = "",
    more: str = "",
    via: str = REGULAR,
    by: str = "acme.owners",
    to: str = "acme.board",
) -> str:
    """Give one step in which a body elects."""
    done = f"to: {to}, seats: {seats}, via: {via}, candidates: [{stand}], ballots: {{{ballots}}}, elected: [{elected}]"
    return f"- {{id: x, at: 2024-03-01T10:00, by: {by}, do: {{elect: {{{done}{more}}}}}}}"


def ruled(
    step: str, how: str = "plurality", *, shares: str = SHARES, rules: str = "", positions: str = POSITIONS
) -> Timeline:
    """Tell an election by Acme's holders, who elect by the method `how`; none is said where that is empty."""
    own = without("seats") + OWNERS_ELECT + (elects(how) if how else "") + rules
    return told(tale(step, rules=own, bodies=BODIES, positions=positions, start=f"{{{THREE}, {shares}}}"))


def outcome(timeline: Timeline) -> dict[str, str]:
    """Give the verdict on each who stands, which is the same where nothing but the verdict is asked."""
    entry = timeline.by_step["x"]
    act_of = entry.step.act
    assert isinstance(act_of, Resolve)
    hearing = Hearing(
        step="x",
        by=entry.step.by,
        at=entry.step.at.latest,
        date="2024-03-01",
        act=act_of,
        law=timeline.start,
        book=timeline.book,
        docket={},
        truth=lambda _expr, _sight: None,
    )
    found = {ruling.item: ruling.verdict.word for ruling in entry.rulings}
    assert {item.id: verdict(hearing, item).word for item in act_of.items} == found
    assert {ruling.item: ruling.verdict.word for ruling in decide(evolve(hearing, brief=True), ())} == found
    return found


def elected(timeline: Timeline) -> set[str]:
    return {item for item, word in outcome(timeline).items() if word == "valid"}
