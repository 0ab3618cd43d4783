"""What verdicts were given on trust, numbered: a1, a2, ... in the order in which the story relies on them."""

from govsim.engine.timeline import Timeline
from govsim.record.rulings import Ruling
from govsim.values import frozen
from govsim.views.lexicon import Lexicon
from govsim.world.params import READING, shown
from govsim.world.sources import words_in

NOT_READ = "Rules relied on that were not read for this, or assume something, and how they are known (govsim rule ID):"


@frozen(kw_only=True)
class Trusted:
    """One thing taken on trust: its number, what it is, and where it stands in the files."""

    key: str
    label: str
    text: str
    place: str


def described(key: str, timeline: Timeline) -> tuple[str, str]:
    """Give the words and the place of one thing that rulings rest on."""
    kind, _, name = key.partition(":")
    structure = timeline.story.structure
    if kind == "step":
        step = timeline.by_step[name].step
        return step.assumption, str(step.place)
    if kind == "reading":
        reading = next(one for one in structure.readings if one.id == name)
        assumed = "; ".join(one.text for one in reading.assumes)
        said = f"reading {name} ({words_in(reading.title)})"
        return f"{said}: {assumed}" if assumed else said, str(reading.place)
    if kind == "param":
        param = next(one for one in structure.params if one.id == name)
        among = ", ".join(shown(value) for value in param.among)
        said = f"{name} = {shown(timeline.choices[name])}, of {among}"
        return f"{said}: {param.because}" if param.because else said, str(param.place)
    said = "one body acted: its votes or signatures, and its notice, are taken as those of the body with the power"
    return said, ""


def trusted(timeline: Timeline) -> tuple[Trusted, ...]:
    """Number everything that the rulings of a story rest on, unseen rules apart, in the order of the steps."""
    keys = dict.fromkeys(
        key
        for entry in timeline.entries
        for ruling in entry.rulings
        for key in ruling.rests_on
        if not key.startswith("rule:")
    )
    out = []
    for number, key in enumerate(keys, start=1):
        text, place = described(key, timeline)
        out.append(Trusted(key=key, label=f"a{number}", text=text, place=place))
    return tuple(out)


def labels(rests_on: tuple[str, ...], numbered: tuple[Trusted, ...]) -> str:
    """Give the numbers of what one ruling rests on, runs drawn together: `a1-a3, a5`."""
    wanted = [int(one.label[1:]) for one in numbered if one.key in rests_on]
    runs: list[list[int]] = []
    for number in wanted:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"a{run[0]}-a{run[-1]}" if len(run) > 1 else f"a{run[0]}" for run in runs)


def if_words(ruling: Ruling, depends_on: tuple[str, ...], timeline: Timeline, numbered: tuple[Trusted, ...]) -> str:
    """Give the numbers of what a verdict is given on: what its ruling rests on, or else what earlier ones did.

    A verdict that asked for nothing open may still depend on how what it builds on was ruled.
    """
    own = labels(ruling.rests_on, numbered)
    if own:
        return own
    choices = timeline.choices
    keys = (f"reading:{choices[one]}" if one == READING else f"param:{one}" for one in depends_on)
    return labels(tuple(keys), numbered)


@frozen(kw_only=True)
class UnseenRule:
    """A rule that verdicts rely on and that nobody here has read in a source, or that takes something for granted."""

    id: str
    cite: str
    standing: str
    words: str
    assumes: str = ""

    @property
    def known(self) -> str:
        """How it is known, and what it takes for granted."""
        return "; ".join(one for one in (self.standing, self.assumes) if one)


def unseen_rules(timeline: Timeline, names: Lexicon) -> tuple[UnseenRule, ...]:
    """List every rule relied on whose text was not seen, or that assumes something: how each is known."""
    keys = dict.fromkeys(
        key.removeprefix("rule:")
        for entry in timeline.entries
        for ruling in entry.rulings
        for key in ruling.rests_on
        if key.startswith("rule:")
    )
    found = (names.clauses[key] for key in keys if names.clauses[key].standing != "fiction")
    return tuple(
        UnseenRule(id=c.id, cite=names.cite(c.id), standing=c.standing, words=c.words, assumes=c.assumption)
        for c in found
    )
