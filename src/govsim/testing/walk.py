"""A rule-based state machine: Hypothesis lives through a story one step at a time, and checks it after each.

Where a strategy draws a story whole, the machine chooses each step with the state before its eyes, so that people
resign seats they have and boards refill. Run it as a test of its own, or extend it with rules of yours::

    TestWalk = Living.TestCase
"""

from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from hypothesis.strategies import booleans

from govsim.engine.promises import broken
from govsim.engine.replay import AsTold, replay, take
from govsim.engine.timeline import Entry
from govsim.engine.walk import Walk, begin
from govsim.record import acts
from govsim.record.acts import Act, Attendance, Consent, Meeting, Resolve
from govsim.record.fold import fold
from govsim.record.state import holders, holding
from govsim.record.story import Step
from govsim.rules.book import Book, codify, defaults
from govsim.testing.choosing import Chooser
from govsim.testing.deeds import agenda, deed, item_names
from govsim.testing.invented import BOARD, MEMBERSHIP, Setting, step, story
from govsim.testing.strategies import choosers, settings


class Living(RuleBasedStateMachine):
    """One organisation, living on: what is told so far, and where both tracks stand."""

    setting: Setting
    walk: Walk
    told: tuple[Step, ...]
    entries: tuple[Entry, ...]

    @initialize(setting=settings())
    def found(self, setting: Setting) -> None:
        """Found the organisation."""
        self.setting = setting
        self.told, self.entries = (), ()
        book = Book(codify(setting.structure), defaults(setting.structure))
        self.walk = begin(story(setting, ()), book)

    def _take(self, by: str, act: Act) -> None:
        self._told(step(len(self.told) + 1, by, act))

    def _told(self, one: Step) -> None:
        self.told = (*self.told, one)
        self.entries = (*self.entries, take(self.walk, len(self.told), one, AsTold()))

    @rule(choose=choosers())
    def anything(self, choose: Chooser) -> None:
        """Do anything at all."""
        self._told(deed(choose, self.setting, len(self.told) + 1, item_names(self.told)))

    @rule(choose=choosers(), in_writing=booleans())
    def the_board_agrees(self, choose: Chooser, in_writing: bool) -> None:  # noqa: FBT001 - drawn by Hypothesis
        """Let all who sit on the board in law be for something."""
        roll = holding(self.walk.law, BOARD)
        items = agenda(choose, self.setting, item_names(self.told))
        if in_writing:
            act = Resolve(form=Consent(), ballots=tuple((one, "signed") for one in roll), items=items)
        else:
            form = Meeting(told=roll, attended=tuple(Attendance(party=one) for one in roll))
            act = Resolve(form=form, ballots=tuple((one, "for") for one in roll), items=items)
        self._take(BOARD, act)

    @precondition(lambda self: bool(holding(self.walk.law, BOARD)))
    @rule(choose=choosers())
    def somebody_leaves(self, choose: Chooser) -> None:
        """Let somebody who sits on the board in law resign."""
        self._take(choose.one(holding(self.walk.law, BOARD)), acts.Resign(positions=(BOARD, MEMBERSHIP)))

    @invariant()
    def no_office_has_two_holders(self) -> None:
        """Check, on both tracks, that a one-holder position has one holder at most."""
        for office in self.setting.offices:
            assert len(holders(self.walk.fact, office)) <= 1, office  # noqa: S101 - this is a test
            assert len(holders(self.walk.law, office)) <= 1, office  # noqa: S101 - a test kit asserts

    @invariant()
    def law_is_the_fold_of_what_was_ruled(self) -> None:
        """Check that the live state in law is the fold of the log, from the start."""
        log = (event for _, events in self.walk.in_law_so_far for event in events)
        assert fold(self.walk.start, log) == self.walk.law  # noqa: S101 - a test kit asserts

    def teardown(self) -> None:
        """Tell the story again in one go: it is the same, and keeps every promise."""
        again = replay(story(self.setting, self.told))
        assert again.entries == self.entries  # noqa: S101 - a test kit asserts
        assert broken(again) == ()  # noqa: S101 - a test kit asserts
