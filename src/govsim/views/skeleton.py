"""A fork to begin with: a template, filled with names of the story it changes.

The one change it makes is another ballot in the first vote. Every other kind of change stands beside it as a comment
that fits the story as well. A line of the template for which the story has nothing is left out.
"""

from collections.abc import Iterator
from string import Template

from govsim.engine.choices import chosen, dimensions
from govsim.reader.emit import emit_fields
from govsim.reader.forms import fitting
from govsim.record.acts import BallotWord, Consent, Item, OpenForm, Resolve
from govsim.record.edits import Forked
from govsim.record.forking import applied, chosen_by
from govsim.record.story import Step, Story
from govsim.values import frozen
from govsim.views.edits import VOTED
from govsim.views.lexicon import lexicon
from govsim.world.clauses import Rank, Weight
from govsim.world.expressions import text
from govsim.world.params import READING, Value, number, shown
from govsim.world.time import stamp

ANY = "What if one thing had been otherwise?"
"""The question where nobody's ballot is told."""

_OTHERWISE: dict[BallotWord, tuple[BallotWord, ...]] = {
    "for": ("against", "silent"),
    "signed": ("silent",),
    "against": ("for",),
    "abstain": ("for",),
    "silent": ("signed",),
}
"""Which ballot to suppose in place of another one, the first that its form has; nothing for who was not there."""


@frozen(kw_only=True)
class Ballot:
    """Another ballot of one person in one vote."""

    step: Step
    voter: str
    word: BallotWord


def first_ballot(story: Story) -> Ballot | None:
    """Give another ballot in the first vote that has one; one who was for it is asked before others."""
    for step in story.steps:
        act = step.act
        cast = act.ballots if isinstance(act, Resolve) else ()
        for person, word in sorted(cast, key=lambda one: one[1] not in {"for", "signed"}):
            words = fitting(act.form) if isinstance(act, Resolve) else ()
            other = next((one for one in _OTHERWISE.get(word, ()) if one in words), None)
            if other is not None:
                return Ballot(step=step, voter=person, word=other)
    return None


def skeleton(template: str, forked: Forked, base: str, name: str) -> str:
    """Fill `template` as a fork called `name` of `forked`, which is found under the name `base`."""
    story = applied(forked.story, forked.forks)
    choices = chosen(story, chosen_by(forked.forks))
    ballot = first_ballot(story)
    listing = f"whatif {base} --all" if forked.forks else f"replay {base}"
    slots = {"base": _plain(base), "name": name, "question": _plain(ANY), "listing": listing}
    slots |= _assumed(story, choices, ballot) | _started(story) | _ruled(story) | _at_the_end(story)
    if ballot is not None:
        who = lexicon(story).brief(ballot.voter)
        slots |= {"question": _plain(f"What if {who} {VOTED[ballot.word]} `{ballot.step.id}`?")}
        slots |= {"step": ballot.step.id, "voter": ballot.voter, "ballot": ballot.word} | _decided(story, ballot.step)
    elif story.steps:
        slots |= {"question": _plain(f"What if `{story.steps[-1].id}` had not happened?"), "alone": story.steps[-1].id}
    return "".join(_filled(template, slots))


def _filled(template: str, slots: dict[str, str]) -> Iterator[str]:
    """Give the lines of `template` for which there is everything they name."""
    for line in template.splitlines(keepends=True):
        row = Template(line)
        if {*row.get_identifiers()} <= {*slots}:
            yield row.substitute(slots)


def _plain(words: str) -> str:
    """Write a text as YAML has it, in quotes where it needs them."""
    return emit_fields({"_": words}).removeprefix("_: ").rstrip("\n")


def _row(names: tuple[str, ...]) -> str:
    return f"[{', '.join(names)}]"


def _assumed(story: Story, choices: dict[str, Value], ballot: Ballot | None) -> dict[str, str]:
    """Give what answers rest on: the reading and the form of the first vote, then everything else that is open."""
    form = ballot.step.act.form if ballot is not None and isinstance(ballot.step.act, Resolve) else None
    named = form.param if isinstance(form, OpenForm) else ""
    open_values = dimensions(story)
    facts = {fact.id: fact for fact in story.facts}
    slots, others = {}, []
    for name, among in open_values.items():
        if name in facts:
            claims = [" ".join(claim.text.split()) for claim in facts[name].claims]
            now = int(number(choices[name])) + 1
            listed = "; ".join(f"{index} is {claim}" for index, claim in enumerate(claims, start=1))
            if len(claims) > 1 and "fact" not in slots:
                slots["fact"] = f"{name}: {now}  # a claim by its number: {listed}"
            continue
        rest = ", ".join(shown(one) for one in among if one != choices[name])
        chosen_value = shown(choices[name]) + (f"  # or: {rest}" if rest else "")
        if name == READING:
            slots["reading"] = chosen_value
        elif name == named:
            slots["form"] = f"{name}: {chosen_value}"
        else:
            others.append(f"{name}: {chosen_value}")
    return slots | ({"param": "\n#  ".join(others)} if others else {})


def _started(story: Story) -> dict[str, str]:
    """Give a condition about who holds what, and a position with one holder less."""
    held = [(position, parties) for position, parties in story.start if parties]
    several = next(((position, parties) for position, parties in held if len(parties) > 1), None)
    slots = {}
    if held:
        position, parties = held[-1]
        slots["condition"] = f"holds({parties[0].party}, {position})"
    if several is not None:
        slots |= {"seats": several[0], "fewer": _row(tuple(one.party for one in several[1][:-1]))}
    return slots


def _ruled(story: Story) -> dict[str, str]:
    """Give a rule to change, another rank for it, and an instrument that could hold one more."""
    structure = story.structure
    slots: dict[str, str] = {}
    own = {one.id for one in structure.instruments}
    clauses = sorted(structure.clauses, key=lambda one: one.instrument not in own)
    if clauses:
        rank = Rank.BYLAWS if clauses[0].rank is Rank.CHARTER else Rank.CHARTER
        slots |= {"rule": clauses[0].id, "rank": rank.name.lower()}
    for instrument in structure.instruments:
        body = next((one for one in structure.bodies if one.entity == instrument.entity), None)
        if body is not None and structure.parties:
            rank = next((one.rank for one in clauses if one.instrument == instrument.id), Rank.BYLAWS)
            if any(isinstance(c.topic, Weight) and (c.scope, c.rank) == (body.id, rank) for c in clauses):
                continue  # two such rules of one rank would contradict each other
            slots |= {
                "instrument": instrument.id,
                "rank_of_instrument": rank.name.lower(),
                "body_of_instrument": body.id,
                "first": structure.parties[0].id,
            }
            break
    return slots


def _at_the_end(story: Story) -> dict[str, str]:
    """Give the last step and the one before it: nothing is built on the last, and the two may change places."""
    if not story.steps:
        return {}
    last = story.steps[-1]
    slots = {"last": last.id, "time_of_last": stamp(last.at), "actor": last.by}
    if last.condition is not None:
        slots["condition"] = text(last.condition)
    if len(story.steps) > 1:
        before = story.steps[-2]
        slots |= {"last_but_one": before.id, "time_of_last_but_one": stamp(before.at)}
    return slots


def _decided(story: Story, step: Step) -> dict[str, str]:
    """Give what else could be changed in one vote."""
    act = step.act
    if not isinstance(act, Resolve):
        return {}
    items = act.items
    voters = _row(tuple(person for person, _ in act.ballots))
    met = f"{{meeting: {{told: {voters}, attended: {voters}}}}}"
    slots = {
        "via": met if isinstance(act.form, Consent) else "consent",
        "ruled": f"{step.id}.{items[0].id}",
        "time": stamp(step.at),
    }
    if len(items) > 1:
        slots["item"] = items[-1].id
    touched = {_position(item) for item in items}
    free = next(((one, who) for one, who in story.start if who and one not in touched), None)
    if free is not None:
        slots |= {"position": free[0], "holder": free[1][0].party}
    actors = (*(one.id for one in story.structure.bodies), *(person for person, _ in act.ballots))
    other = next((one for one in actors if one != step.by), None)
    return slots | ({"body": other} if other is not None else {})


def _position(item: Item) -> str:
    return getattr(item, "position", "")
