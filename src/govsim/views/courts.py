"""Who could ask a court, as plain rows: a suit is apart from any power, and who may ask is not who is right."""

from govsim.analysis.suits import Standing
from govsim.values import frozen
from govsim.views.lexicon import Lexicon
from govsim.world.sources import words_in

NOT_KNOWN = "who they are is not known"


@frozen(kw_only=True)
class Courts:
    """One way to a court: the rule, what is claimed and what a court may do, and who may ask.

    `unknown` are the ids of bodies whose members may, and are not known; in `who` they have words.
    """

    clause: str
    cite: str
    entity: str
    claim: str
    remedy: str
    route: str
    who: tuple[str, ...]
    ids: tuple[str, ...]
    standing: str
    unknown: tuple[str, ...] = ()


def court_rows(found: tuple[Standing, ...], names: Lexicon, language: str) -> tuple[Courts, ...]:
    """Give each way to a court in words."""
    out = []
    for one in found:
        outside = tuple(words_in(words, language) for words in one.outside)
        unnamed = tuple(f"the {names.brief(body)} ({NOT_KNOWN})" for body in one.unknown)
        out.append(
            Courts(
                clause=one.clause.id,
                cite=names.cite(one.clause.id),
                entity=names.name(one.entity),
                claim=words_in(one.suit.claim, language),
                remedy=words_in(one.suit.remedy, language),
                route=one.suit.route,
                who=(*(names.brief(party) for party, _ in one.parties), *unnamed, *outside),
                ids=tuple(party for party, _ in one.parties),
                standing=one.clause.standing,
                unknown=one.unknown,
            )
        )
    return tuple(out)
