"""Ballots that choose between several, in words."""

from govsim.record.acts import Choice
from govsim.views.lexicon import Lexicon


def paper_words(choice: Choice, names: Lexicon) -> str:
    """Say what somebody is supposed to have done with a ballot: whom it is for, in which order, or against."""
    done = []
    if choice.points:
        done.append("given " + ", ".join(f"{votes} to {names.brief(one)}" for one, votes in choice.points))
    elif len(choice.tiers) > 1:
        done.append("ranked " + ", then ".join(names.people(tier) for tier in choice.tiers))
    elif choice.first:
        done.append(f"voted for {names.people(choice.first)}")
    if choice.against:
        done.append(f"voted against {names.people(choice.against)}")
    return f"had {' and '.join(done) or 'withheld from all'} in"
