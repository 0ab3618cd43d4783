"""Money over time: who is owed what when holders, money put in, caps and streams change between payments. By hand."""

from fractions import Fraction

from govsim.analysis.payouts import apart_now, standing
from govsim.analysis.stakes import Stake, stakes
from govsim.engine.timeline import Timeline
from govsim.views.waterfall import Waterfall, waterfall
from inline import START, act, tale, told, vote

POSITIONS = (
    "{acme.ceo: {kind: office}, acme.chair: {kind: chair}, acme.a: {kind: shares},"
    " acme.o: {kind: shares, vesting: {over: 1000d, cliff: 100d, every: 100d}},"
    " acme.n: {kind: note, face: USD 3m, due: 2025-01-01}}"
)
HELD = START.replace("acme.ceo: ann", "acme.ceo: ann, acme.a: {bob: 1, cyd: 1}, acme.n: {gus: 2}")
RULES = """
- {id: units, in: acme.bylaws, power: {to: [issue], of: any}, by: {vote: acme.board}}
- {id: payouts, in: acme.bylaws, power: {to: [distribute], of: money}, by: {vote: acme.board}}
"""
FLOW = """
acme.profits:
  currency: USD
  put_in: {fay: USD 2}
  tiers:
    - {id: first, share: {fay: 50%, acme.a: 50%}, until: {fay: %s}}
    - {id: rest, share: {acme.a: 100%%}}
  streams:
    windfall: {when: determined(acme.sale), to: acme.a}
""".replace("50%", "50%%")


def acme(*steps: str, cap: str = "1x") -> Timeline:
    return told(tale(*steps, more_rules=RULES, positions=POSITIONS, start=HELD, flows=FLOW % cap))


def us(that: str, name: str, at: str) -> str:
    return vote(name, that, ayes="ann bob cyd dee eve", at=at)


def own(that: str, by: str, name: str, at: str) -> str:
    return act(name, by, f"decide: {{that: [{that}]}}", at=at)


def out(amount: str, name: str, at: str, more: str = "") -> str:
    return us(f"{{distribute: USD {amount}, under: acme.profits{more}, id: out}}", name, at)


def received(timeline: Timeline, step: str) -> dict[str, Fraction]:
    return dict(standing(timeline, timeline.story.structure.flows[0], step).received)


def shown(timeline: Timeline, step: str, *path: int, stream: str = "") -> Waterfall:
    sums = tuple(map(Fraction, path))
    return waterfall(timeline, timeline.story.structure.flows[0], step, path=sums, stream=stream)


def stake(timeline: Timeline, step: str, party: str) -> Stake:
    return next(one for one in stakes(timeline, step) if one.party == party)


def test_each_payment_is_divided_among_those_who_held_then() -> None:
    """2 of the first tier: one to Fay, a half each to Bob and Cyd; then Bob sells to Gus, and 2 more are as divided."""
    timeline = acme(
        out("2", "x", "2024-03-01"),
        own("{transfer: 1, of: acme.a, from: bob, to: gus, id: sold}", "bob", "y", "2024-03-02"),
        out("2", "z", "2024-03-03"),
    )
    half = Fraction(1, 2)
    assert received(timeline, "x") == {"fay": 1, "bob": half, "cyd": half}
    assert received(timeline, "z") == {"fay": 2, "bob": half, "cyd": 1, "gus": half}
    assert received(timeline, "start") == {}


def test_money_put_in_on_the_way_raises_the_cap_from_then_on() -> None:
    """Fay is repaid 2 at a total of 4; with 3 more put in she is owed 3 more: of 10 next, 6 pass the first tier."""
    timeline = acme(
        out("4", "x", "2024-03-01"),
        own("{pay: USD 3, from: fay, to: acme, under: acme.profits, id: three}", "fay", "y", "2024-03-02"),
        out("10", "z", "2024-03-03"),
    )
    assert received(timeline, "x")["fay"] == 2
    assert received(timeline, "z") == {"fay": 5, "bob": Fraction(9, 2), "cyd": Fraction(9, 2)}


def test_a_cap_of_a_day_binds_the_payments_from_that_day_on() -> None:
    """Until 2025 Fay gets 1 at most, from then on 4: of 6 in 2024 one, and of 6 in 2025 three more."""
    caps = "{2024-01-01: USD 1, 2025-01-01: USD 4}"
    timeline = acme(out("6", "x", "2024-03-01"), out("6", "y", "2025-03-01"), cap=caps)
    assert received(timeline, "x")["fay"] == 1
    assert received(timeline, "y")["fay"] == 4


def test_a_stream_that_goes_to_a_position_is_divided_among_its_holders_and_adds_up() -> None:
    """After the sale 4 of the windfall are 2 each for Bob and Cyd; what each has of 6 more adds up to all 10."""
    timeline = acme(
        us("{determine: acme.sale, id: sale}", "w", "2024-02-01"),
        out("4", "x", "2024-03-01", ", of: windfall"),
    )
    assert received(timeline, "x") == {"bob": 2, "cyd": 2}
    found = shown(timeline, "x", 6, stream="windfall")
    assert found.levels[0].has == {"bob": 5, "cyd": 5}
    assert found.levels[0].total == sum(found.levels[0].has.values()) == 10
    tiers = shown(timeline, "x", 2)
    assert tiers.levels[0].total == sum(tiers.levels[0].has.values()) == 6
    assert tiers.levels[0].has == {"fay": 1, "bob": Fraction(5, 2), "cyd": Fraction(5, 2)}


def test_what_a_stream_hangs_on_is_asked_of_the_law() -> None:
    """Gus alone determines nothing, though he is told to have: in law the windfall is divided as all else is."""
    timeline = acme(own("{determine: acme.sale, id: sale}", "gus", "w", "2024-02-01"))
    flow = timeline.story.structure.flows[0]
    assert timeline.fact.get(("determined", "acme.sale")) is True
    assert apart_now(timeline, flow, "w") == {"windfall": False}
    assert apart_now(timeline, flow, "start") == {"windfall": False}


def test_variants_are_told_from_the_first_unit_and_levels_from_where_payments_got_to() -> None:
    """After 2 of 4 the next cap is at a total of 4, and of 1 more each side gets a half: 1 1/2 and 3/4 twice."""
    timeline = acme(out("2", "x", "2024-03-01"))
    found = shown(timeline, "x")
    assert [one.end for one in found.stretches] == [4, None]
    assert shown(timeline, "x", 1).levels[0].has == {
        "fay": Fraction(3, 2),
        "bob": Fraction(3, 4),
        "cyd": Fraction(3, 4),
    }
    assert shown(timeline, "x", 1).levels[0].total == 3


def test_what_has_vested_of_a_grant_grows_with_the_steps() -> None:
    """1,000 options over 1,000 days, 100 every 100 days: on day 99 none, on day 100 a tenth, on day 250 a fifth."""
    grant = us("{issue: 1000, of: acme.o, to: gus, id: grant}", "g", "2024-01-01T10:00")
    later = [act(f"d{day}", "ann", "announce: news", at=at) for day, at in DAYS.items()]
    timeline = acme(grant, *later)
    vested = [
        next(one.vested for one in stake(timeline, f"d{day}", "gus").held if one.position == "acme.o") for day in DAYS
    ]
    assert vested == [0, 100, 200]


DAYS = {99: "2024-04-09T10:00", 100: "2024-04-10T10:00", 250: "2024-09-07T10:00"}
"""1 January 2024 and so many days: 31 + 29 + 31 are 91, so that 9 April is day 99."""


def test_a_note_is_a_claim_of_its_face_on_its_day() -> None:
    (note,) = stake(acme(), "start", "gus").held
    assert note.owed is not None
    assert (note.units, note.owed.amount, note.due) == (2, Fraction(6_000_000), "2025-01-01")


def test_an_offer_is_at_stake_for_those_it_is_made_to_while_it_is_open() -> None:
    offer = act("o", "fay", "offer: {thing: tender, to: [bob], valuation: USD 86bn}", at="2024-03-01")
    timeline = acme(offer, act("w", "fay", "withdraw: tender", at="2024-03-02"))
    (found,) = stake(timeline, "o", "bob").offers
    assert (found.thing, found.by) == ("tender", "fay")
    assert found.valuation is not None
    assert found.valuation.amount == 86 * 10**9
    assert stake(timeline, "w", "bob").offers == ()
    assert stake(timeline, "o", "cyd").offers == ()
