"""Money and units: what is paid, paid out, taken back, converted and made for all, and what the law finds of it.

Every number is worked out by hand in the test that has it.
"""

from fractions import Fraction

import pytest
from attrs import evolve

from govsim.engine.asking import moment_after
from govsim.engine.docket import owner_of
from govsim.engine.timeline import Timeline
from govsim.record import acts
from govsim.record.act_words import Misworded, item_of
from govsim.record.acts import deed, exclude, given_up
from govsim.record.state import Tenure, holders, paid_in, paid_out, units
from govsim.rules.evaluate import truth
from govsim.world.money import Money
from govsim.world.vesting import Vesting
from inline import START, act, codes, story, tale, told, vote

FLOWS = """
acme.profits:
  currency: USD
  put_in: {fay: USD 10m}
  tiers:
    - {id: capital, share: {fay: 75%, acme.a: 25%}, until: {fay: 1x}}
    - {id: rest, share: {acme.a: 100%}}
  streams:
    windfall: {when: determined(acme.sale), to: staff}
"""
POSITIONS = "{acme.ceo: {kind: office}, acme.chair: {kind: chair}, acme.a: {kind: shares}, acme.n: {kind: note}}"
HELD = START.replace("acme.ceo: ann", "acme.ceo: ann, acme.a: {bob: 20, cyd: 30}, acme.n: {gus: 6}")
RULES = """
- {id: units, in: acme.bylaws, power: {to: [issue, redeem], of: any}, by: {vote: acme.board}}
- {id: payouts, in: acme.bylaws, power: {to: [distribute], of: money}, by: {vote: acme.board}}
"""


def acme(*steps: str, rules: str = RULES, more: str = "") -> str:
    return tale(*steps, more_rules=rules + more, positions=POSITIONS, start=HELD, flows=FLOWS)


def own(that: str, by: str, name: str = "x", at: str = "2024-03-01T10:00") -> str:
    return act(name, by, f"decide: {{that: [{that}]}}", at=at)


def all_of_us(that: str, name: str = "x", at: str = "2024-03-01T10:00") -> str:
    return vote(name, that, ayes="ann bob cyd dee eve", at=at)


def word(timeline: Timeline, item: str) -> str:
    return timeline.ruling(item).verdict.word


# --- paid and paid out -----------------------------------------------------------------------------------------------


def test_money_of_ones_own_is_paid_alone_and_adds_up_to_what_was_put_in() -> None:
    """10 m before the story, 5 m and again 5 m in it: 20 m by the one who paid, and in all."""
    pay = "{pay: USD 5m, from: fay, to: acme, under: acme.profits, id: five}"
    timeline = told(acme(own(pay, "fay"), own(pay, "fay", "y", "2024-03-02T10:00")))
    assert (word(timeline, "x.five"), word(timeline, "y.five")) == ("valid", "valid")
    assert paid_in(timeline.fact, "acme.profits", "fay", "USD") == Money("USD", Fraction(10**7))
    asked = tale(
        own(pay, "fay"), own(pay, "fay", "y", "2024-03-02T10:00"), more_rules=RULES, positions=POSITIONS, start=HELD,
        flows=FLOWS, expect='["put_in(acme.profits) = USD 20m", "put_in(acme.profits, fay) = USD 20m", '
        '"put_in(acme.profits, gus) = USD 0", "units(acme.a) = 50", "units(acme.a, bob) = 20"]',
    )  # fmt: skip
    assert told(asked).expected == (True,) * 5


def test_nobody_pays_the_money_of_another() -> None:
    timeline = told(acme(own("{pay: USD 5m, from: fay, to: acme, under: acme.profits, id: five}", "gus")))
    assert word(timeline, "x.five") == "void"


def test_a_price_between_two_is_paid_under_no_flow() -> None:
    timeline = told(acme(own("{pay: EUR 3, from: gus, to: bob, id: price}", "gus")))
    assert word(timeline, "x.price") == "valid"
    assert timeline.fact.get(("paid", "EUR", "gus", "bob")) == Money("EUR", Fraction(3))


def test_a_rule_on_payments_asks_besides_whoever_pays() -> None:
    """The board must take the money, and whoever owns it must give it: with the board's part on file Fay pays."""
    named = "- {id: p, in: acme.bylaws, rank: charter, power: {to: [pay], of: acme.profits}, by: {vote: acme.board}}\n"
    pay = "{pay: USD 5m, from: fay, to: acme, under: acme.profits, id: five}"
    assert word(told(acme(own(pay, "fay"), more=named)), "x.five") == "void"
    assert word(told(acme(all_of_us(pay), more=named)), "x.five") == "void"
    agreed = all_of_us(f"{{approve: {pay}, id: taken}}", "w", "2024-02-01")
    both = told(acme(agreed, own(pay, "fay"), more=named))
    assert (word(both, "w.taken"), word(both, "x.five")) == ("valid", "valid")


def test_a_power_over_anything_is_none_over_what_somebody_owns() -> None:
    """A power over any act of Acme lets the board pay out, and does not let it convert what Bob owns."""
    anything = "- {id: all, in: acme.bylaws, power: {to: [any], of: any}, by: {vote: acme.board}}\n"
    turned = "{convert: 20, of: acme.a, from: bob, into: acme.n, for: 2, id: all}"
    paid = "{distribute: USD 1m, under: acme.profits, id: one}"
    timeline = told(acme(all_of_us(f"{turned}, {paid}"), rules=anything))
    assert (word(timeline, "x.all"), word(timeline, "x.one")) == ("void", "valid")


def test_what_is_paid_out_adds_up_and_needs_a_power() -> None:
    once = "{distribute: USD 4m, under: acme.profits, id: four}"
    timeline = told(
        acme(all_of_us(once), all_of_us(once, "y", "2024-03-02T10:00"), own(once, "fay", "z", "2024-03-03"))
    )
    assert [word(timeline, f"{one}.four") for one in "xyz"] == ["valid", "valid", "void"]
    assert paid_out(timeline.law, "acme.profits", "", "USD") == Money("USD", Fraction(8 * 10**6))
    assert paid_out(timeline.fact, "acme.profits", "", "USD") == Money("USD", Fraction(12 * 10**6))
    without_power = told(acme(all_of_us(once), rules=""))
    assert "power.none" in codes(without_power.ruling("x.four"))


def test_a_stream_is_apart_only_once_its_condition_holds_in_law() -> None:
    """Before the sale is determined its income is divided as all else; a determination void in law changes nothing."""
    out = "{distribute: USD 1m, under: acme.profits, of: windfall, id: out}"
    sale = "{determine: acme.sale, id: sale}"
    early = told(acme(all_of_us(out)))
    assert (word(early, "x.out"), "stream.not-yet" in codes(early.ruling("x.out"))) == ("void", True)
    late = told(acme(all_of_us(sale, "w", "2024-02-01"), all_of_us(out)))
    assert (word(late, "x.out"), "stream.apart" in codes(late.ruling("x.out"))) == ("valid", True)
    assert paid_out(late.law, "acme.profits", "windfall", "USD") == Money("USD", Fraction(10**6))
    nothing = told(acme(own(sale, "gus", "w", "2024-02-01"), all_of_us(out)))
    assert (word(nothing, "w.sale"), word(nothing, "x.out")) == ("void", "void")


def test_all_streams_count_as_paid_out() -> None:
    sale, out = "{determine: acme.sale, id: sale}", "{distribute: USD 1m, under: acme.profits, of: windfall, id: out}"
    plain = "{distribute: USD 2m, under: acme.profits, id: plain}"
    timeline = told(acme(all_of_us(sale, "w", "2024-02-01"), all_of_us(f"{out}, {plain}")))
    moment = moment_after(timeline, timeline.entries[-1])
    asked = story(tale(positions=POSITIONS, start=HELD, flows=FLOWS, expect='["paid_out(acme.profits) = USD 3m"]'))
    assert truth(asked.expects[0].expr, moment) is True


# --- units -----------------------------------------------------------------------------------------------------------


def test_units_made_for_all_are_rounded_down_for_each_and_pass_by_whoever_is_left_out() -> None:
    """A half for each: of 20 ten, of 30 fifteen; with Cyd left out, only Bob's ten."""
    timeline = told(acme(all_of_us("{issue_each: 1/2, of: acme.a, id: half}")))
    assert holders(timeline.law, "acme.a") == (Tenure("bob", units=30), Tenure("cyd", units=45))
    pill = told(acme(all_of_us("{issue_each: 1/7, of: acme.a, besides: [cyd], id: pill}")))
    assert holders(pill.law, "acme.a") == (Tenure("bob", units=22), Tenure("cyd", units=30))


def test_units_redeemed_are_gone_and_no_more_of_them_than_are_held() -> None:
    timeline = told(acme(all_of_us("{redeem: 4, of: acme.n, from: gus, id: four}")))
    assert (word(timeline, "x.four"), units(timeline.law, "acme.n", "gus")) == ("valid", 2)
    over = told(acme(all_of_us("{redeem: 7, of: acme.n, from: gus, id: seven}")))
    assert (word(over, "x.seven"), "not-held" in codes(over.ruling("x.seven"))) == ("void", True)
    assert (units(over.fact, "acme.n", "gus"), units(over.law, "acme.n", "gus")) == (0, 6)


def test_all_that_one_act_takes_of_somebody_counts_together() -> None:
    """Cyd has 30: to pass on 20 and convert 20 of them in one act is 40, so that neither stands while both do."""
    passed = "{transfer: 20, of: acme.a, from: cyd, to: gus, id: passed}"
    both = f"{passed}, {{convert: 20, of: acme.a, from: cyd, into: acme.n, for: 1, id: turned}}"
    rule = "- {id: c, in: acme.bylaws, power: {to: [convert], of: acme.a}, by: {consent: cyd}}\n"
    timeline = told(acme(own(both, "cyd"), more=rule))
    assert (word(timeline, "x.passed"), word(timeline, "x.turned")) == ("void", "void")


RIGHT = POSITIONS.replace("acme.n: {kind: note}", "acme.n: {kind: note, converts_to: acme.a}")


def converting(made: int, *, positions: str = RIGHT, rules: str = RULES) -> Timeline:
    turned = own(f"{{convert: 6, of: acme.n, from: gus, into: acme.a, for: {made}, id: all}}", "gus")
    return told(tale(turned, more_rules=rules, positions=positions, start=HELD, flows=FLOWS))


def test_a_conversion_is_the_holders_own_where_the_structure_says_so_one_for_one() -> None:
    """Six notes are six shares; at nine, or without the right, it makes units out of nothing, and takes a rule."""
    right = converting(6)
    assert (word(right, "x.all"), units(right.law, "acme.n", "gus"), units(right.law, "acme.a", "gus")) == (
        "valid",
        0,
        6,
    )
    assert word(converting(9), "x.all") == "void"
    assert word(converting(6, positions=POSITIONS), "x.all") == "void"
    rule = RULES + "- {id: c, in: acme.bylaws, power: {to: [convert], of: acme.n}, by: {consent: gus}}\n"
    assert word(converting(9, positions=POSITIONS, rules=rule), "x.all") == "valid"


def test_a_conversion_into_the_same_is_so_already() -> None:
    same = told(acme(own("{convert: 6, of: acme.n, from: gus, into: acme.n, for: 6, id: all}", "gus")))
    assert codes(same.ruling("x.all"))[1:] == ["already-so"]


def test_a_seat_is_nobodys_property() -> None:
    """Ann passes her seat on to Gus: a seat is filled by whoever elects, and no sale of it is good."""
    sold = told(acme(own("{transfer: 1, of: acme.board, from: ann, to: gus, id: seat}", "ann")))
    assert (word(sold, "x.seat"), "power.none" in codes(sold.ruling("x.seat"))) == ("void", True)


def test_nobody_pays_out_of_the_pocket_of_another_under_a_flow_of_their_own() -> None:
    """Gus may take money under Acme's flow, and takes Fay's: it is hers to pay."""
    rule = "- {id: p, in: acme.bylaws, rank: charter, power: {to: [pay], of: acme.profits}, by: {consent: gus}}\n"
    taken = told(acme(own("{pay: USD 5m, from: fay, to: acme, under: acme.profits, id: five}", "gus"), more=rule))
    assert word(taken, "x.five") == "void"


@pytest.mark.parametrize(
    "that",
    [
        "{issue_each: 1, of: acme.a, id: i}",
        "{redeem: 4, of: acme.n, from: gus, id: i}",
        "{distribute: USD 1m, under: acme.profits, id: i}",
    ],
)
def test_what_has_no_opposite_is_taken_back_by_folding_without_it(that: str) -> None:
    who = "{sponsors: '>= 5 of in_office', of: acme.board}"
    voidable = f"- {{id: call, in: acme.bylaws, for: acme.board, call: {who}, defect: voidable}}\n"
    avoiding = "- {id: undo, in: acme.bylaws, power: {to: [avoid], of: any}, by: {consent: fay}}\n"
    calls = "{meeting: {told: [ann, bob, cyd, dee, eve], attended: [ann, bob, cyd, dee, eve], called_by: [ann]}}"
    first = vote("x", that, ayes="ann bob cyd dee eve", via=calls)
    undone = act("y", "fay", "decide: {that: [{avoid: x.i, id: i}]}", at="2024-03-02")
    timeline = told(acme(first, undone, more=voidable + avoiding))
    assert (word(timeline, "x.i"), word(timeline, "y.i")) == ("voidable", "valid")
    assert {key: value for key, value in timeline.law.items() if key[0] != "settled"} == dict(timeline.start.items())
    assert timeline.fact != timeline.start


# --- items as values -------------------------------------------------------------------------------------------------

FIVE = Money("USD", Fraction(5))
ITEMS: tuple[acts.Item, ...] = (
    acts.Transfer(id="i", units=1, position="acme.a", giver="ann", taker="bob"),
    acts.Issue(id="i", units=1, position="acme.a", party="ann"),
    acts.IssueEach(id="i", each=Fraction(1, 2), position="acme.a"),
    acts.Redeem(id="i", units=1, position="acme.a", party="ann"),
    acts.Convert(id="i", units=1, position="acme.a", party="ann", into="acme.n", made=2),
    acts.Pay(id="i", money=FIVE, giver="ann", taker="acme", under="acme.profits"),
    acts.Distribute(id="i", money=FIVE, flow="acme.profits"),
)


def test_each_says_what_it_does_whose_it_is_and_what_it_takes() -> None:
    assert [deed(item)[:2] for item in ITEMS] == [
        ("transfer", "acme.a"), ("issue", "acme.a"), ("issue", "acme.a"), ("redeem", "acme.a"), ("convert", "acme.a"),
        ("pay", "acme.profits"), ("distribute", "acme.profits"),
    ]  # fmt: skip
    book = told(acme()).book
    assert [owner_of(item, book) for item in ITEMS] == ["ann", "", "", "", "", "ann", ""]
    taken = ("ann", "acme.a", 1)
    assert [given_up(item) for item in ITEMS] == [taken, None, None, taken, taken, None, None]
    assert len({deed(item) for item in ITEMS}) == len(ITEMS)


def test_whoever_leaves_cannot_have_units_taken_or_given_by_the_same_act() -> None:
    gone = acts.Remove(id="r", party="ann", position="acme.a")
    assert [exclude(gone, item) for item in ITEMS] == [True, True, False, True, True, False, False]
    into = acts.Remove(id="r", party="ann", position="acme.n")
    assert exclude(into, ITEMS[4])


WORDS = {
    "redeem 4 of acme.n from gus": acts.Redeem(id="asked", units=4, position="acme.n", party="gus"),
    "convert 4 of acme.n from gus into acme.a for 9": acts.Convert(
        id="asked", units=4, position="acme.n", party="gus", into="acme.a", made=9
    ),
    "pay USD 5 from ann to acme under acme.profits": evolve(ITEMS[5], id="asked"),
    "pay USD 5 from ann to acme": acts.Pay(id="asked", money=FIVE, giver="ann", taker="acme"),
    "distribute USD 5 under acme.profits": evolve(ITEMS[6], id="asked"),
}


@pytest.mark.parametrize("words", WORDS)
def test_the_words_of_an_act_make_the_item(words: str) -> None:
    assert item_of(tuple(words.split()), story(acme()).structure, frozenset()) == WORDS[words]


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("pay 5 from ann to acme", 1),
        ("pay USD much from ann to acme", 2),
        ("distribute USD 5 under acme.losses", 4),
        ("distribute USD 5", None),
        ("distribute EUR 5 under acme.profits", 1),
        ("distribute USD 0 under acme.profits", 2),
        ("pay USD 5 from ann to bob under acme.profits", 6),
        ("redeem 0 of acme.n from gus", 1),
        ("redeem some of acme.n from gus", 1),
    ],
)
def test_words_that_are_no_act_say_which_is_wrong(words: str, at: int | None) -> None:
    found = item_of(tuple(words.split()), story(acme()).structure, frozenset())
    assert isinstance(found, Misworded)
    assert found.at == at


# --- vesting ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "vested"),
    [(-1, 0), (0, 0), (364, 0), (365, 25), (729, 25), (730, 50), (1459, 75), (1460, 100), (9999, 100)],
)
def test_a_grant_vests_in_steps_after_its_cliff(days: int, vested: int) -> None:
    """100 units over four years, a quarter a year, nothing in the first."""
    assert Vesting(over=1460, cliff=365, every=365).vested(100, days) == vested


def test_without_a_cliff_it_vests_day_by_day_rounded_down() -> None:
    assert Vesting(over=3).vested(10, 1) == 3
