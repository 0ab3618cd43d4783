"""Waterfalls by hand: golden numbers of the research sheet, and each rule of tiers, caps and rounding on small numbers.

The golden numbers are outputs of a model under stated readings, not facts about anybody; their fractions are worked out
in the comments. Currency and minor units stand at the end.
"""

from collections.abc import Mapping
from fractions import Fraction
from math import floor

import pytest

from govsim.errors import Place
from govsim.rules.waterfall import Course, Paid, course, divided, limit_of, poured, schedule
from govsim.world.expressions import Call, Name
from govsim.world.flows import OTHERS, Cap, Flow, Limit, Stream, Tier
from govsim.world.money import Money, minor_digits, money_text

NOWHERE = Place("waterfall", 1, 1, 1, 1)
BN = Fraction(10**9)


def cap(
    *of: str, amount: Fraction | int | None = None, multiple: int | None = None, counting: tuple[str, ...] = ()
) -> Cap:
    """A cap with one limit that holds from the start."""
    found = Limit(
        amount=None if amount is None else Fraction(amount), multiple=None if multiple is None else Fraction(multiple)
    )
    return Cap(of=of, limits=(found,), counting=counting)


def tier(name: str, shares: str, *caps: Cap, then: str = "", start: Fraction | int | None = None) -> Tier:
    """A tier from shares such as `a 3/4, b 1/4`."""
    pairs = (one.split() for one in shares.split(", "))
    return Tier(
        id=name,
        shares=tuple((who, Fraction(share)) for who, share in pairs),
        caps=caps,
        then=then,
        start=None if start is None else Fraction(start),
        place=NOWHERE,
    )


def told(among: Course) -> list[tuple[object, ...]]:
    """Each segment: its tier, from where to where, and the shares."""
    return [(one.tier, one.start, one.end, dict(one.shares)) for one in among]


def owed(among: Course, total: Fraction) -> dict[str, Fraction]:
    """What each is owed after a total, in whole units, out of all tiers."""
    sums: dict[str, Fraction] = {}
    for (_, one), amount in poured(among, {}, total).items():
        sums[one] = sums.get(one, Fraction(0)) + amount
    return sums


# ---------------------------------------------------------------- golden numbers

REST = tier("rest", "charity 1")
PUT_IN = {"investor": 13 * BN}


def november(*counting: str) -> tuple[Tier, ...]:
    """75 % until 13 bn are back; 49/49/2 until 92 and 150 bn, capped shares to the charity; then all to the charity."""
    caps = cap("investor", amount=92 * BN), cap("employees", amount=150 * BN, counting=counting)
    first = tier("recoup", "investor 3/4, employees 1/4", cap("investor", multiple=1))
    second = tier("shared", "investor 49/100, employees 49/100, charity 2/100", *caps, then="charity")
    return first, second, REST


def test_the_first_tier_ends_at_52_thirds_of_a_billion() -> None:
    # 13 / (3/4) = 52/3, of which a quarter, 13/3, is not the investor's
    first = course(november(), PUT_IN)[0]
    assert told((first,))[0][:3] == ("recoup", 0, Fraction(52, 3) * BN)
    assert first.reached == november()[0].caps


def test_all_caps_are_reached_at_323_456_bn_where_the_first_tier_does_not_count() -> None:
    # 92 at 49 % take 9200/49; 52/3 + 9200/49 = 30148/147. The others have 92 by then, 58 to go at 49 %: 5800/49.
    # 30148/147 + 17400/147 = 47548/147 = 323.456. The charity: 2 % of 9200/49 and 51 % of 5800/49, 3142/49 = 64.122.
    among = course(november(), PUT_IN)
    assert [one.end for one in among] == [
        Fraction(52, 3) * BN,
        Fraction(30148, 147) * BN,
        Fraction(47548, 147) * BN,
        None,
    ]
    assert dict(among[2].shares) == {"employees": Fraction(49, 100), "charity": Fraction(51, 100)}
    sums = owed(among, Fraction(47548, 147) * BN)
    assert sums == {"investor": 105 * BN, "employees": Fraction(463, 3) * BN, "charity": Fraction(3142, 49) * BN}
    assert among[-1].shares == (("charity", Fraction(1)),)
    assert round(47548 / 147, 3) == 323.456
    assert round(3142 / 49, 3) == 64.122


def test_all_caps_are_reached_at_314_612_bn_where_the_first_tier_counts() -> None:
    # the others bring 13/3 along: 150 - 13/3 - 92 = 161/3 to go at 49 %, 16100/147; 30148/147 + 16100/147 = 15416/49.
    # The charity: 184/49 + 51/100 * 16100/147 = 552/147 + 8211/147 = 2921/49.
    among = course(november("recoup", "shared"), PUT_IN)
    assert among[-1].start == Fraction(15416, 49) * BN
    sums = owed(among, Fraction(15416, 49) * BN)
    assert sums == {"investor": 105 * BN, "employees": 150 * BN, "charity": Fraction(2921, 49) * BN}
    assert round(15416 / 49, 3) == 314.612
    assert round(2921 / 49, 3) == 59.612


def test_a_joint_cap_of_150_bn_on_98_percent_needs_153_061_bn() -> None:
    # 150 / (98/100) = 7500/49
    tiers = (tier("a", "investor 49/100, staff 49/100, charity 2/100", cap("investor", "staff", amount=150 * BN)), REST)
    among = course(tiers, {})
    assert among[0].end == Fraction(7500, 49) * BN
    assert round(7500 / 49, 3) == 153.061


def test_ten_million_at_a_hundred_times_get_one_of_one_and_a_half_billion() -> None:
    tiers = (tier("capped", "investor 1", cap("investor", multiple=100)), REST)
    among = course(tiers, {"investor": Fraction(10**7)})
    assert owed(among, 3 * BN / 2) == {"investor": BN, "charity": BN / 2}
    assert among[0].reached == tiers[0].caps


def test_the_garbled_retelling_says_nothing_of_what_lies_between() -> None:
    first = november()[0]
    late = tier("shared", "investor 49/100, employees 51/100", start=92 * BN)
    among = course((first, late), PUT_IN)
    assert told(among)[1] == ("", Fraction(52, 3) * BN, 92 * BN, {})
    assert told(among)[2][:3] == ("shared", 92 * BN, None)
    # of 92 bn only 52/3 are anybody's, and 224/3 are not
    among_them = {"investor": 13 * BN, "employees": Fraction(13, 3) * BN}
    assert owed(among, 92 * BN) == {**among_them, "": Fraction(224, 3) * BN}
    assert schedule(among, 2).owed(92 * 10**11) == {one: 100 * amount for one, amount in among_them.items()}


# ---------------------------------------------------------------- tiers and caps


def test_a_tier_without_a_receiver_ends_with_its_first_cap() -> None:
    among = course((tier("a", "x 1/2, y 1/2", cap("x", amount=3), cap("y", amount=5)), tier("b", "z 1")), {})
    assert told(among) == [
        ("a", 0, 6, {"x": Fraction(1, 2), "y": Fraction(1, 2)}),
        ("b", 6, None, {"z": 1}),
    ]


def test_a_capped_share_goes_to_the_others_in_proportion() -> None:
    # x 1/2 is full at 6 of 12; then y and z share 1/4 to 1/4, so one half each: y has 3 of 5, full after 4 more
    caps = cap("x", amount=6), cap("y", amount=5)
    among = course((tier("a", "x 1/2, y 1/4, z 1/4", *caps, then=OTHERS), tier("b", "w 1")), {})
    half, quarter = Fraction(1, 2), Fraction(1, 4)
    assert told(among) == [
        ("a", 0, 12, {"x": half, "y": quarter, "z": quarter}),
        ("a", 12, 16, {"y": half, "z": half}),
        ("b", 16, None, {"w": 1}),
    ]
    assert [one.reached for one in among] == [caps[:1], caps[1:], ()]


def test_two_caps_reached_at_once_are_both_named() -> None:
    caps = cap("x", amount=6), cap("y", amount=3)
    among = course((tier("a", "x 2/3, y 1/3", *caps, then=OTHERS), REST), {})
    assert among[0].end == 9
    assert among[0].reached == caps
    assert among[1].tier == "rest"


def test_a_named_receiver_who_shares_gets_the_capped_share_on_top() -> None:
    among = course((tier("a", "x 1/2, y 1/2", cap("x", amount=2), cap("y", amount=4), then="y"), REST), {})
    # y is at 2 when x is full at 4, and gets all of it until 4
    assert told(among)[1:] == [("a", 4, 6, {"y": 1}), ("rest", 6, None, {"charity": 1})]


def test_a_receiver_who_is_capped_passes_it_on() -> None:
    caps = cap("x", amount=2), cap("y", amount=9)
    among = course((tier("a", "x 1/2, y 1/4, z 1/4", *caps, then="x"), REST), {})
    # x is full at 4, y and z have 1 each and share equally from then on: y needs 8 more at one half
    assert told(among)[1:] == [
        ("a", 4, 20, {"y": Fraction(1, 2), "z": Fraction(1, 2)}),
        ("rest", 20, None, {"charity": 1}),
    ]
    # a second way: nobody is left to pass it on to
    alone = course((tier("a", "x 1", cap("x", amount=2), cap("y", amount=9), then="x"), REST), {})
    assert told(alone)[1:] == [("rest", 2, None, {"charity": 1})]


def test_a_cap_that_can_no_longer_be_reached_does_not_hold_a_tier_open() -> None:
    # x and y together are full at 8 of 12, with 4 each: x will never have 5
    caps = cap("x", "y", amount=8), cap("x", amount=5)
    among = course((tier("a", "x 1/3, y 1/3, z 1/3", *caps, then=OTHERS), REST), {})
    assert told(among)[1:] == [("rest", 12, None, {"charity": 1})]


def test_a_cap_counts_the_tiers_it_names() -> None:
    first = tier("a", "x 1", cap("x", amount=4))
    # 4 of 10 from before, 6 at one half
    counted = tier("b", "x 1/2, y 1/2", cap("x", amount=10, counting=("a", "b")))
    assert course((first, counted, REST), {})[1].end == 16
    # of the first tier alone: it is reached before the second begins, which is passed over
    passed = tier("b", "x 1/2, y 1/2", cap("x", amount=4, counting=("a",)))
    assert [one.tier for one in course((first, passed, REST), {})] == ["a", "rest"]
    # or never, since what the second gives does not count
    never = tier("b", "x 1/2, y 1/2", cap("x", amount=5, counting=("a",)))
    assert told(course((first, never, REST), {}))[-1][:3] == ("b", 4, None)


def test_shares_pro_rata_are_of_the_money_put_in() -> None:
    both = Tier(id="a", pro_rata=("x", "y"), caps=(cap("x", "y", multiple=2),), place=NOWHERE)
    among = course((both, REST), {"x": Fraction(3), "y": Fraction(1)})
    assert told(among)[0] == ("a", 0, 8, {"x": Fraction(3, 4), "y": Fraction(1, 4)})
    assert both.claimants == ("x", "y")
    # where nobody has put anything in, nobody shares, and the tier is passed over
    uncapped = Tier(id="a", pro_rata=("x", "y"), place=NOWHERE)
    assert told(course((uncapped, REST), {})) == [("rest", 0, None, {"charity": 1})]


def test_of_several_limits_the_last_begun_holds_and_before_all_of_them_the_first() -> None:
    two = Cap(
        of=("x", "y"),
        limits=(Limit(since="2025-01-01", amount=Fraction(7)), Limit(since="2026-01-01", multiple=Fraction(3, 2))),
    )
    put_in = {"x": Fraction(4), "y": Fraction(6)}
    days = {"": 7, "2024-12-31": 7, "2025-01-01": 7, "2025-12-31": 7, "2026-01-01": 15, "2027-01-01": 15}
    assert {day: limit_of(two, put_in, day) for day in days} == days
    tiers = (tier("a", "x 1/2, y 1/2", two), REST)
    assert course(tiers, put_in, "2026-01-01")[0].end == 15
    # when the cap rises the tier goes on from where the money stands
    went_on = course(
        tiers,
        put_in,
        "2026-01-01",
        {("a", "x"): Fraction(4), ("a", "y"): Fraction(3), ("rest", "charity"): Fraction(2)},
    )
    assert told(went_on)[0] == ("a", 9, 17, {"x": Fraction(1, 2), "y": Fraction(1, 2)})


def test_nothing_put_in_is_a_multiple_of_nothing() -> None:
    assert limit_of(cap("x", multiple=3), {}, "") == 0
    assert limit_of(Cap(of=("x",), limits=(Limit(),)), {"x": Fraction(2)}, "") == 0


def test_a_tier_with_a_start_cuts_off_those_before_it() -> None:
    first, second = tier("a", "x 1", cap("x", amount=9)), tier("b", "y 1", cap("y", amount=1))
    third = tier("c", "z 1", start=5)
    assert told(course((first, second, third), {})) == [("a", 0, 5, {"x": 1}), ("c", 5, None, {"z": 1})]
    # what comes in before the first tier begins is nobody's
    assert told(course((third,), {}))[0] == ("", 0, 5, {})
    # a tier without any cap is cut off as well
    endless = tier("a", "x 1")
    assert told(course((endless, third), {})) == [("a", 0, 5, {"x": 1}), ("c", 5, None, {"z": 1})]


def test_beyond_the_last_tier_money_is_nobodys() -> None:
    among = course((tier("a", "x 1", cap("x", amount=2)),), {})
    assert told(among)[-1] == ("", 2, None, {})
    assert owed(among, Fraction(5)) == {"x": 2, "": 3}
    assert schedule(among, 0).owed(5) == {"x": 2}
    assert told(course((), {})) == [("", 0, None, {})]


def test_a_course_goes_on_from_what_was_paid() -> None:
    tiers = (tier("a", "x 1/2, y 1/2", cap("x", amount=3)), tier("b", "y 1", start=10))
    # whole: a up to 6, nothing up to 10, then b
    paid: Paid = {("a", "x"): Fraction(2), ("a", "y"): Fraction(2)}
    assert [one[:3] for one in told(course(tiers, {}, "", paid))] == [("a", 4, 6), ("", 6, 10), ("b", 10, None)]
    beyond: Paid = {("a", "x"): Fraction(3), ("a", "y"): Fraction(3), ("", ""): Fraction(4), ("b", "y"): Fraction(1)}
    assert told(course(tiers, {}, "", beyond)) == [("b", 11, None, {"y": 1})]
    # from 4 another 7: 1 and 1 to the end of the first tier, 4 that are nobody's, 1 in the second
    assert poured(course(tiers, {}, "", paid), paid, Fraction(7)) == beyond
    assert poured(course(tiers, {}, "", beyond), beyond, Fraction(0)) == beyond


# ---------------------------------------------------------------- holders


def test_holders_divide_what_their_class_gets() -> None:
    among = course((tier("a", "class 1/2, other 1/4, empty 1/4"),), {})
    weights: Mapping[str, Mapping[str, int]] = {"class": {"ann": 3, "bob": 1}, "other": {"bob": 5}, "empty": {"cy": 0}}
    shares = dict(divided(among, weights)[0].shares)
    # bob: a quarter of a half, and all of a quarter; of a class without units nobody gets anything
    assert shares == {"ann": Fraction(3, 8), "bob": Fraction(3, 8), "empty": Fraction(1, 4)}
    assert divided(among, {}) == among


# ---------------------------------------------------------------- minor units and instalments

WEIGHTS = {"class": {"ann": 6, "bob": 6, "cy": 2}}


def largest_remainder(total: int, weights: Mapping[str, int]) -> dict[str, int]:
    """Round down, and give what is left, one by one, to those of whom most was cut off."""
    whole = sum(weights.values())
    exact = {one: Fraction(total * weight, whole) for one, weight in weights.items()}
    out = {one: floor(amount) for one, amount in exact.items()}
    for one in sorted(exact, key=lambda who: out[who] - exact[who])[: total - sum(out.values())]:
        out[one] += 1
    return out


def test_one_more_takes_from_cy_by_largest_remainders_and_never_by_ours() -> None:
    # sevenths: 30/7, 30/7, 10/7 of 10, and 33/7, 33/7, 11/7 of 11
    assert largest_remainder(10, WEIGHTS["class"]) == {"ann": 4, "bob": 4, "cy": 2}
    assert largest_remainder(11, WEIGHTS["class"]) == {"ann": 5, "bob": 5, "cy": 1}
    ready = schedule(divided(course((tier("a", "class 1"),), {}), WEIGHTS), 0)
    assert ready.paid(10) == ready.paid(11) == {"ann": 4, "bob": 4, "cy": 1}
    # the two that rounding has left by then go out with the next: 36/7, 36/7, 12/7 of 12, and 6, 6, 2 of 14
    assert ready.instalments([10, 11, 12, 14]) == [
        {"ann": 4, "bob": 4, "cy": 1},
        {"ann": 0, "bob": 0, "cy": 0},
        {"ann": 1, "bob": 1, "cy": 0},
        {"ann": 1, "bob": 1, "cy": 1},
    ]
    assert ready.owed(11) == {"ann": Fraction(33, 7), "bob": Fraction(33, 7), "cy": Fraction(11, 7)}


def test_minor_units_are_those_of_the_currency() -> None:
    # 1/3 each up to 1.00 for x, which is at a total of 3.00; y has everything above
    among = course((tier("a", "x 1/3, y 2/3", cap("x", amount=1)), tier("b", "y 1")), {})
    cents, whole = schedule(among, 2), schedule(among, 0)
    assert cents.paid(100) == {"x": 33, "y": 66}
    assert cents.paid(301) == {"x": 100, "y": 201}
    assert whole.paid(4) == {"x": 1, "y": 3}
    assert cents.claimants == ("x", "y")
    # a cap at a third of a minor unit
    third = schedule(course((tier("a", "x 1", cap("x", amount=Fraction(1, 300))), tier("b", "y 1")), {}), 2)
    assert third.owed(1) == {"x": Fraction(1, 3), "y": Fraction(2, 3)}


def test_a_schedule_adds_up_all_segments_behind() -> None:
    # 400 bn in cents: investor 105, employees 463/3, charity 400 - 105 - 463/3 = 422/3
    ready = schedule(course(november(), PUT_IN), 2)
    cents = 100 * BN
    sums = {"investor": 105 * cents, "employees": Fraction(463, 3) * cents, "charity": Fraction(422, 3) * cents}
    assert ready.owed(int(400 * cents)) == sums
    # one third and two thirds of a cent are carried on
    assert ready.paid(int(400 * cents)) == {
        "investor": 105 * 10**11,
        "employees": 15433333333333,
        "charity": 14066666666666,
    }


def test_before_a_course_begins_nobody_is_owed_anything() -> None:
    tiers = (tier("a", "x 1/2, y 1/2", cap("x", amount=3)), tier("b", "y 1"))
    ready = schedule(course(tiers, {}, "", {("a", "x"): Fraction(2), ("a", "y"): Fraction(2)}), 0)
    # 4 are paid; 2 more end the first tier
    assert ready.paid(3) == {"x": 0, "y": 0}
    assert ready.instalments([5, 6, 8]) == [{"x": 0, "y": 0}, {"x": 1, "y": 1}, {"x": 0, "y": 2}]
    assert schedule(course(tiers, {}), 0).paid(-5) == {"x": 0, "y": 0}
    assert schedule(course((), {}), 0).paid(7) == {}


# ---------------------------------------------------------------- nouns


def test_a_flow_names_all_its_claimants_once() -> None:
    one = tier("a", "x 1/2, y 1/2", cap("x", amount=1), then="z")
    other = tier("a", "y 1/2, w 1/2", cap("y", amount=1), then=OTHERS)
    assert (one.claimants, other.claimants, REST.claimants) == (("x", "y", "z"), ("y", "w"), ("charity",))
    when = Call("done", (Name("launch"),))
    flow = Flow(
        id="f",
        entity="top",
        currency="USD",
        variants=(("old", (one, REST)), ("new", (other,))),
        streams=(Stream(id="s", to="v", when=when, place=NOWHERE),),
        place=NOWHERE,
    )
    assert flow.claimants == ("x", "y", "z", "charity", "w", "v")


def test_sums_of_one_currency_add_and_of_two_do_not_mix() -> None:
    five, two = Money("USD", Fraction(5)), Money("USD", Fraction(2))
    assert five + two == Money("USD", Fraction(7))
    assert two - five == Money("USD", Fraction(-3))
    assert five.in_currency("USD") == 5
    euros = Money("EUR", Fraction(5))
    for mix in (five.__add__, five.__sub__):
        with pytest.raises(ValueError, match=r"^EUR and USD do not mix$"):
            mix(euros)
    assert five != euros


@pytest.mark.parametrize(
    ("currency", "digits", "minor"), [("USD", 2, 166), ("JPY", 0, 1), ("XAF", 0, 1), ("KWD", 3, 1666), ("EUR", 2, 166)]
)
def test_a_sum_is_cut_to_whole_minor_units_of_its_currency(currency: str, digits: int, minor: int) -> None:
    assert minor_digits(currency) == digits
    assert Money(currency, Fraction(5, 3)).minor == minor


def test_a_sum_is_written_exactly() -> None:
    assert money_text(Money("USD", 13 * BN)) == "USD 13bn"
    assert money_text(Money("USD", Fraction(52, 3) * BN)) == "USD 52/3 bn"
