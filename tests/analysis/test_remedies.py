"""What is said to cure a refusal does, and what is said to turn a no into a yes does: each is run as a fork."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st

from branches import read_fork
from govsim.analysis.moments import right_after, when_taken
from govsim.analysis.openings import STEP, openings
from govsim.analysis.powers import can
from govsim.analysis.remedies import remedies
from govsim.engine.could import asked
from govsim.engine.replay import replay
from govsim.engine.timeline import Timeline
from govsim.reader.emit import Plain, flow
from govsim.reader.forks import load_forked
from govsim.reader.load import Fetched
from govsim.record.act_words import Misworded
from govsim.record.rulings import Verdict
from govsim.whatif.branch import Branch, branch
from inline import SCENARIOS, act, bundled, fetch, tale, told, vote

often = how(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
REFUSED = {Verdict.NO_ACT, Verdict.VOID}
SOLD = "{determine: acme.sale, id: s}"


def forked(base: str, changes: tuple[Plain, ...], of: str = "tale") -> Branch:
    """Tell a fork with these changes, of a text or of a bundled scenario."""
    lines = "".join(f"  - {flow(one)}\n" for one in changes)
    text = f"govsim: 1\nfork: {of}\nid: f\nchange:\n{lines}"
    if base:
        found, problems = read_fork(text, tale=base)
    else:
        name = f"{of}.yaml"
        path = SCENARIOS / name

        def there(wanted: str, asked_for: str, by: str) -> Fetched | str:
            return Fetched(name, path.read_bytes()) if wanted == "base" else fetch(wanted, asked_for, by)

        found, problems = load_forked(Fetched("f.yaml", text.encode()), there)
    assert found is not None, [problem.message for problem in problems]
    return branch(found)


def refused(timeline: Timeline) -> Iterator[tuple[str, str]]:
    for entry in timeline.entries:
        for ruling in entry.rulings:
            if ruling.verdict in REFUSED:
                yield entry.step.id, ruling.item


def verdict(found: Branch, step: str, item: str) -> Verdict:
    (entry,) = [one.entry for one in found.turns if one.step == step]
    assert entry is not None
    return next(ruling.verdict for ruling in entry.rulings if ruling.item == item)


def _asking(by: str) -> str:
    return f"- {{id: ask, in: acme.charter, rank: charter, power: {{to: [determine], of: any}}, by: {by}}}"


CASES = {
    "too few for it": (vote("x", SOLD, ayes="ann bob", noes="cyd dee"), ""),
    "no quorum": (vote("x", SOLD, ayes="ann bob"), ""),
    "a signature missing": (vote("x", SOLD, via="consent", signed="ann bob cyd dee"), ""),
    "one not told": (
        vote("x", SOLD, ayes="ann bob cyd", via="{meeting: {told: [ann, bob, cyd, dee]}}"),
        "- {id: told, in: acme.bylaws, for: acme.board, notice: due}",
    ),
    "nobody put it forward": (
        vote("x", SOLD, ayes="ann bob cyd"),
        _asking("{all: [{vote: acme.board}, {sponsors: '>= 2 of in_office', of: acme.board}]}"),
    ),
    "the office is held": (vote("x", "{appoint: fay, as: acme.ceo, id: s}", ayes="ann bob cyd"), ""),
    "another must agree": (
        vote("x", SOLD, ayes="ann bob cyd"),
        _asking("{all: [{vote: acme.board}, {consent: fay}]}"),
    ),
    "one alone": (act("x", "ann", f"decide: {{that: [{SOLD}]}}"), ""),
    "consents are forbidden": (
        vote("x", SOLD, via="consent", signed="ann bob cyd"),
        "- {id: no, in: acme.charter, rank: charter, for: acme.board, consent: never}",
    ),
}


@pytest.mark.parametrize("case", sorted(CASES))
def test_each_refusal_has_a_remedy_and_each_remedy_cures_it(case: str) -> None:
    """Fails if one vote less than needed is added, or the person who was not told is left out again."""
    step, rule = CASES[case]
    text = tale(step, more_rules=rule)
    timeline = told(text)
    ((_, item),) = refused(timeline)
    found = remedies(timeline, "x", item)
    assert found
    for one in found:
        assert verdict(forked(text, one.changes), "x", item) not in REFUSED


def test_the_remedy_of_a_lost_vote_is_the_least_that_was_missing() -> None:
    """Two for, two against, of four present: three are needed; the fifth, who was away, is one more present."""
    text = tale(vote("x", SOLD, ayes="ann bob", noes="cyd dee"))
    (one,) = remedies(told(text), "x", "s")
    assert one.votes == (("cyd", "for"),)
    assert remedies(told(tale(vote("x", SOLD, ayes="ann bob cyd"))), "x", "s") == ()


SHIPPED = [path.stem for path in sorted(SCENARIOS.glob("*.yaml"))]


@pytest.mark.slow
@pytest.mark.parametrize("name", SHIPPED)
def test_each_remedy_of_a_refusal_in_a_bundled_scenario_cures_it(name: str) -> None:
    """Those with a step before it have still to be run (`analysis.remedies`), and are only asked to be readable."""
    timeline = replay(bundled(name))
    for step, item in refused(timeline):
        for one in remedies(timeline, step, item):
            after = verdict(forked("", one.changes, name), step, item)
            assert after not in REFUSED or one.before, (step, item, one.changes)


RULES = {
    "quorum": ["> 1/2 of authorized", "> 2/3 of authorized", ">= 2 of in_office", "all of eligible"],
    "passes": ["> 1/2 of present", "> 1/2 of in_office", ">= 2/3 of cast", "all of represented", ">= 3 of eligible"],
    "consent": ["all of in_office", "> 1/2 of in_office", "never", "> 1/2 of eligible"],
    "notice": ["due", "not-due"],
    "recusal": ["{who: target}", "{who: target, vote: yes, base: yes}", "{who: recused, quorum: yes}"],
}
BY = [
    "{vote: acme.board}",
    "{vote: acme.board, passes: '>= 4 of in_office'}",
    "{all: [{vote: acme.board}, {sponsors: '>= 2 of in_office', of: acme.board}]}",
    "{any: [{consent: fay}, {vote: acme.board}]}",
    "{all: [{consent: fay}, {vote: acme.board, quorum: '>= 1 of in_office'}]}",
]
ITEMS = [
    SOLD,
    "{remove: ann, from: acme.ceo, id: s}",
    "{appoint: fay, as: acme.ceo, id: s}",
    "{elect: fay, to: acme.board, id: s}",
    "{resize: acme.board, to: 7, id: s}",
]
PEOPLE = ["ann", "bob", "cyd", "dee", "eve"]


@st.composite
def tales(draw: st.DrawFn) -> str:
    """Give a vote of the board of five on anything, in any form, under drawn rules."""
    rules = [
        f"- {{id: r{n}, in: acme.bylaws, for: acme.board, {topic}: {said if said[0] == '{' else repr(said)}}}"
        for n, (topic, texts) in enumerate(RULES.items())
        for said in [draw(st.sampled_from(texts))]
    ]
    rules.append(f"- {{id: p, in: acme.bylaws, power: {{to: [any], of: any}}, by: {draw(st.sampled_from(BY))}}}")
    rules.append("- {id: size, in: acme.bylaws, for: acme.board, size: 5}")
    paper = draw(st.booleans())
    words = ["signed", "silent"] if paper else ["for", "for", "against", "abstain", "recused", "absent"]
    ballots: dict[str, list[str]] = {}
    for one in PEOPLE:
        ballots.setdefault(draw(st.sampled_from(words)), []).append(one)
    aware = ", ".join(one for one in PEOPLE if draw(st.integers(0, 4)))
    cast = {word: " ".join(who) for word, who in ballots.items()}
    via = "consent" if paper else f"{{meeting: {{told: [{aware}]}}}}"
    ayes, noes = cast.pop("for", ""), cast.pop("against", "")
    step = vote("x", draw(st.sampled_from(ITEMS)), via=via, ayes=ayes, noes=noes, **cast)
    return tale(step, rules="\n".join(rules))


@often
@given(tales())
def test_each_remedy_of_a_refused_vote_under_drawn_rules_cures_it(text: str) -> None:
    """Fails if a plan is believed before it is judged: a vote more may be one more present, too."""
    timeline = told(text)
    for step, item in refused(timeline):
        for one in remedies(timeline, step, item):
            after = verdict(forked(text, one.changes), step, item)
            assert after not in REFUSED or one.before, one.changes


@often
@given(tales(), st.sets(st.sampled_from([*PEOPLE, "fay"]), min_size=1, max_size=3))
def test_the_votes_said_to_be_missing_turn_the_answer_in_one_form_or_the_other(text: str, who: set[str]) -> None:
    """Where a rule is given it makes the act valid; where votes are, those that join carry it in some form.

    Fails if those who join are one too few, or the rule is put in at a rank that does not go first.
    """
    timeline = told(text)
    at = when_taken(timeline, "x")
    what = asked(("determine", "acme.sale"), at.moment, at.docket)
    assert not isinstance(what, Misworded)
    ability = can(tuple(sorted(who)), what, at)
    if not ability.verdict.refused:
        return
    votes: dict[tuple[str, ...], list[Verdict]] = {}
    for one in openings(timeline, ability.who, ability.holding, ability.missing, at):
        after = verdict(forked(text, one.changes), one.step, STEP)
        if one.how == "rule":
            assert after is Verdict.VALID
        else:
            votes.setdefault(one.joining, []).append(after)
    assert all(set(found) - REFUSED for found in votes.values()), text[text.index("  rules:") :]


# --- openings ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "ways"), [(("ann",), {"votes", "rule"}), (("ann", "bob"), {"votes"}), (("fay",), {"rule"})]
)
def test_a_no_becomes_a_yes_by_the_votes_or_by_the_rule_that_is_given(who: tuple[str, ...], ways: set[str]) -> None:
    """Of five directors three carry a meeting; a rule is given for one alone. One of the forms at least must do.

    Fails if the others who join are left out of the ballots, or the rule gives the power to somebody else.
    """
    text = tale(act("n", "gus", "announce: news"))
    timeline = told(text)
    for at in (right_after(timeline, "n"), when_taken(timeline, "n")):
        what = asked(("determine", "acme.sale"), at.moment, at.docket)
        assert not isinstance(what, Misworded)
        ability = can(who, what, at)
        assert ability.verdict is Verdict.VOID or ability.verdict is Verdict.NO_ACT
        worked: set[str] = set()
        for one in openings(timeline, who, ability.holding, ability.missing, at):
            after = verdict(forked(text, one.changes), one.step, STEP)
            worked |= {one.how} if after not in REFUSED else set()
            assert one.how != "rule" or after is Verdict.VALID
        assert worked == ways
