"""What is said of a whole story unasked: computed, flipped on another board, and never a word on anyone's mind."""

import govsim
from govsim.engine.replay import replay
from govsim.views.afterwards import reversal_sentences
from govsim.views.telling import tell
from inline import bundled, story, tale, vote, without

SOLE = without("majority") + "\n- {id: majority, in: acme.bylaws, for: acme.board, passes: '>= 1 of present'}"
RECANT = """
- id: regret
  at: 2024-03-05
  by: bob
  regardless: told so
  do: {sign: {letter: protest, names: [bob]}}
  recant: {of: out, by: bob}
"""


def said(rules: str) -> str:
    out = vote("out", "{remove: ann, from: acme.ceo, id: ceo}", ayes="bob cyd dee")
    told = tell(replay(story(tale(out, RECANT, rules=rules))))
    return " ".join(reversal_sentences(told))


def test_on_a_board_where_one_vote_is_enough_the_sentence_turns_round() -> None:
    assert "one vote of 5 in the board could reverse the removal of" in said(SOLE).replace("acme.board", "board")
    assert "could not reverse" in said(without())
    assert "3 were needed" in said(without())


def test_on_20_november_one_vote_of_four_was_not_enough_and_three_were_needed() -> None:
    (sentence,) = reversal_sentences(tell(replay(bundled("nov2023"))))
    assert sentence.startswith("Mon 20 Nov 2023 05:00~: Sutskever signed open-letter.")
    assert "under as-reported, one vote of 4 in the board could not reverse the removal of Altman" in sentence
    assert "3 were needed" in sentence


def test_where_the_removal_was_void_there_was_nothing_to_reverse() -> None:
    void = {"reading": "statutory-default", "form": "meeting-of-four"}
    (sentence,) = reversal_sentences(tell(replay(bundled("nov2023"), void)))
    assert sentence.endswith("had no effect in law: there was nothing to reverse.")


def test_a_ruling_that_is_explained_brings_its_assumptions_and_the_word_derived() -> None:
    text = govsim.explain(govsim.replay(govsim.load("nov2023")), "decision.ceo")
    assert "signatures: 4 of 6 in office, 4 needed" in text
    assert "a1 = " in text
    assert "derived" in text
    assert "By-laws, minutes, votes and form are not public." in text
