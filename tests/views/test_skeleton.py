"""Which ballot a new fork supposes: one that its form has, of one who was for the act if there is one."""

import pytest

from govsim.views.skeleton import first_ballot
from inline import act, story, tale, vote

ITEM = "{remove: ann, from: acme.ceo}"


@pytest.mark.parametrize(
    ("steps", "supposed"),
    [
        ([vote("v", ITEM, ayes="bob", noes="ann")], ("v", "bob", "against")),
        ([vote("v", ITEM, noes="ann")], ("v", "ann", "for")),
        ([vote("v", ITEM, abstain="ann")], ("v", "ann", "for")),
        ([vote("v", ITEM, ayes="bob", via="consent")], ("v", "bob", "silent")),
        ([vote("v", ITEM, signed="bob", silent="ann", via="consent")], ("v", "bob", "silent")),
        ([vote("v", ITEM, silent="ann", via="consent")], ("v", "ann", "signed")),
        ([vote("v", ITEM, absent="ann", recused="bob"), vote("w", ITEM, ayes="cyd")], ("w", "cyd", "against")),
        ([act("a", "ann", "announce: plan"), vote("v", ITEM, ayes="bob")], ("v", "bob", "against")),
    ],
    ids=["for first", "against", "abstaining", "for in a consent", "signed", "silent", "those away", "a later step"],
)
def test_the_first_ballot_that_could_have_been_another_is_supposed(
    steps: list[str], supposed: tuple[str, str, str]
) -> None:
    found = first_ballot(story(tale(*steps)))
    assert found is not None
    assert (found.step.id, found.voter, found.word) == supposed


def test_where_nobody_voted_no_ballot_is_supposed() -> None:
    assert first_ballot(story(tale(act("a", "ann", "announce: plan")))) is None
    assert first_ballot(story(tale(vote("v", ITEM, absent="ann")))) is None
