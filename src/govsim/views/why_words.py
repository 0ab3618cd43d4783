"""What would have turned a step, and who could challenge it, in words."""

from govsim.analysis.papers import Papers
from govsim.analysis.pivots import Pivot
from govsim.analysis.remedies import Remedy
from govsim.record.choices import Choice
from govsim.record.rulings import Verdict
from govsim.views.lexicon import Lexicon
from govsim.views.sentences import VERDICTS
from govsim.world.approvals import ByParty, Never, Oracle, Sponsors, Unknown, Vote, leaves_of
from govsim.world.clauses import Clause, Power

TURNED = {
    "silent": "had not signed",
    "against": "had voted against it",
    "signed": "had signed",
    "for": "had voted for it",
}
"""What whose ballot is turned had done instead."""

MINUTES = 24 * 60
"""Minutes of a day."""


def ballot_word(one: Pivot) -> str:
    """Give a ballot as a file has it: a word, or names in the order in which they are preferred."""
    if one.choice is None:
        return one.word
    return " > ".join(" = ".join(tier) for tier in one.choice.tiers) or "withheld"


def choice_words(choice: Choice, names: Lexicon) -> str:
    """Say what somebody would have done with a ballot that chooses."""
    if not choice.tiers:
        return "had withheld from all"
    against = " alone, and against all others" if choice.against else ""
    if len(choice.tiers) == 1:
        return f"had voted for {names.people(choice.first)}{against}"
    return f"had ranked {', then '.join(names.people(tier) for tier in choice.tiers)}"


def tried_words(tried: Papers | None) -> str:
    """Say which other ballots of each voter in an election were tried; nothing of any other vote."""
    if tried is None:
        return ""
    if tried.ranked:
        what = "every order of all options" if tried.every else "orders that put one option first and leave the rest"
    else:
        what = (
            "every set of those who stand"
            if tried.every
            else "one of those who stand, and the ballot with one other name"
        )
        what += ", their votes shared evenly where they can be heaped, with and without votes against the rest"
    return f"tried for each voter: withholding, and {what}; no two voters together"


def pivot_words(one: Pivot, names: Lexicon) -> str:
    """Say what one person's other ballot would have turned."""
    by_verdict: dict[Verdict, list[str]] = {}
    for item, verdict in one.verdicts:
        by_verdict.setdefault(verdict, []).append(f"`{item}`")
    became = "; ".join(f"{', '.join(items)} {VERDICTS[verdict]}" for verdict, items in by_verdict.items())
    done = TURNED[one.word] if one.choice is None else choice_words(one.choice, names)
    return f"if {names.brief(one.party)} {done}: {became}"


def remedy_words(one: Remedy, names: Lexicon) -> str:
    """Say what would have cured a refusal."""
    parts = []
    if one.votes:
        signs = all(word == "signed" for _, word in one.votes)
        who = names.people(tuple(person for person, _ in one.votes))
        parts.append(f"{who} would also {'sign' if signs else 'vote for it'}")
    if one.told:
        parts.append(f"{names.people(one.told)} would be told of the meeting")
    for who, how in one.before:
        if how != "agrees":
            parts.append(f"{who} is answered yes beforehand")
        elif "." in who:
            parts.append(f"the {names.name(who)} agree to it beforehand, as a body")
        else:
            parts.append(f"{names.brief(who)} agrees to it beforehand")
    words = {
        "meeting": "a meeting on notice to all, with the same votes",
        "body": "the body that has the power decides, by all of its members",
        "vacated": "whoever holds the place is removed by the same vote",
        "room": "the same vote makes the number of seats large enough",
        "carried": "what was told as lost is told as carried",
        "without": "what excludes it is left out",
        "sponsors": "enough sponsors put it forward",
    }
    parts += [words[other] for other in one.others]
    return "; ".join(parts)


def challenge_words(clause: Clause, power: Power, names: Lexicon) -> str:
    """Say who may set a voidable act aside, and for how long."""
    asked = []
    for leaf in leaves_of(power.approval):
        match leaf:
            case Vote(body=body):
                asked.append(f"a vote of the {names.name(body)}")
            case ByParty(party):
                asked.append(names.name(party))
            case Oracle(question):
                asked.append(f"whoever answers `{question}`, when somebody entitled asks")
            case Sponsors(body=body):
                asked.append(f"so many of the {names.name(body)}")
            case Never() | Unknown():
                asked.append("nobody, for all that is known")
            case _:
                continue
    days = f", within {power.within // MINUTES} days" if power.within else ""
    back = "from its beginning" if power.from_start else "from then on"
    return f"it stands until it is set aside by {' or '.join(asked)}{days}, {back} [{names.cite(clause.id)}]"
