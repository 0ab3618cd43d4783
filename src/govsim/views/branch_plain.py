"""A fork as plain data for JSON, with the whole of it as a replay has a story; the same model as on the terminal."""

from govsim.engine.worlds import Dependence
from govsim.record.canon import Json
from govsim.record.edit_places import path
from govsim.record.edits import Fork
from govsim.views.answering import answer, open_ends
from govsim.views.branching import Branching
from govsim.views.changes import end_rows
from govsim.views.plain import as_data as replayed
from govsim.views.telling import tell
from govsim.whatif.branch import Branch
from govsim.world.sources import words_in

SCHEMA = "govsim/whatif/1"

HEADER = ("schema", "govsim", "scenario", "title")
"""What a replay says of itself before it says what happened."""


def _fork(fork: Fork) -> Json:
    return {"id": fork.id, "of": fork.base, "question": words_in(fork.question), "hangs_on": list(fork.hangs_on)}


def _replayed(branch: Branch, version: str) -> Json:
    """Give the fork as a replay gives a story: without a fork that is the replay itself.

    Which verdicts depend on what is not known is surveyed for stories alone; of a fork nothing is claimed.
    """
    known = None if not branch.edits else Dependence(by_item={}, by_step={}, asked=(), worlds=0, proved=False)
    data = replayed(tell(branch.timeline, known=known), version)
    return {k: v for k, v in data.items() if k not in HEADER} if isinstance(data, dict) else data


def as_data(found: Branching, version: str) -> Json:
    """Give a fork as plain data, as the published schema describes it."""
    branch = found.branch
    ends = end_rows(branch.base, branch.timeline, found.names)
    return {
        "schema": SCHEMA,
        "govsim": version,
        "scenario": found.base,
        "forks": [_fork(fork) for fork in branch.forked.forks],
        "question": found.question,
        "edits": [{"path": list(path(edit)), "words": words} for edit, words in found.edits],
        "answer": answer(found),
        "open": list(open_ends(found)),
        "steps": [
            {
                "number": row.number,
                "id": row.id,
                "mark": row.mark,
                "said": row.said,
                "first_cause": row.goes_back_to,
                "carried": list(row.turn.carried),
                "would_be": {ruling.item: ruling.verdict.word for ruling in row.turn.would},
            }
            for row in found.rows
        ],
        "ends": [{"what": one.what, "track": one.track, "base": one.first, "fork": one.second} for one in ends],
        "ballots": list(found.ballots),
        "expected_of_base_and_not_so": list(found.lost),
        "replay": _replayed(branch, version),
    }
