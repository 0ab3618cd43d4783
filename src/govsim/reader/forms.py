"""Reading how a body decided: at a meeting or by written consent, and with which ballots."""

from typing import cast

from govsim.reader.common import people
from govsim.reader.names import PARTY, Names
from govsim.reader.nodes import Mapping, Node, Scalar
from govsim.reader.settings import switch, variants
from govsim.reader.shape import Page, entries, items, mapping, one_of, yes
from govsim.record.acts import Attendance, BallotWord, Consent, Form, Meeting, OpenForm
from govsim.world.clauses import ByParam

AT_A_MEETING = ("for", "against", "abstain", "recused", "non-vote", "absent")
IN_A_CONSENT = ("for", "signed", "silent")
BALLOTS = ("for", "against", "abstain", "recused", "non-vote", "absent", "signed", "silent")


def _attendance(page: Page, node: Node | None, names: Names) -> tuple[Attendance, ...]:
    out = []
    for one in items(page, node, "persons"):
        if isinstance(one, Mapping):
            for key, when in entries(page, one, "persons"):
                names.check(page, key.text, key.place, PARTY, "person")
                setting = switch(page, when, names, "whether the person attended")
                out.append(Attendance(party=key.text, when=setting if isinstance(setting, ByParam) else None))
        else:
            out.append(Attendance(party=names.use(page, one, PARTY, "person")))
    return tuple(out)


def _meeting(page: Page, node: Node, names: Names) -> Meeting:
    keys = ("told", "attended", "objecting", "waived", "called", "called_by", "regular", "adjourned")
    fields = mapping(page, node, keys, (), "a meeting")
    return Meeting(
        told=people(page, fields.get("told"), names),
        attended=_attendance(page, fields.get("attended"), names),
        objecting=people(page, fields.get("objecting"), names),
        waived=people(page, fields.get("waived"), names),
        called=names.use(page, fields.get("called"), ("meeting",), "meeting"),
        called_by=people(page, fields.get("called_by"), names),
        adjourned=yes(page, fields.get("adjourned"), "whether it is an adjourned meeting"),
        regular=yes(page, fields.get("regular"), "whether it was a regular meeting"),
    )


def _settled_form(page: Page, node: Node, names: Names) -> Consent | Meeting:
    if isinstance(node, Scalar):
        word = one_of(page, node, ("consent", "meeting"), "meeting", "form")
        return Consent() if word == "consent" else Meeting()
    fields = mapping(page, node, ("meeting",), ("meeting",), "a form")
    inner = fields.get("meeting")
    return _meeting(page, inner, names) if inner is not None else Meeting()


def form(page: Page, node: Node | None, names: Names) -> Form:
    """Read how an act was done: `consent`, `meeting`, `{meeting: ...}`, or open with one variant for each value."""
    if node is None:
        return Meeting()
    if not isinstance(node, Mapping) or node.get("param") is None:
        return _settled_form(page, node, names)
    forms = tuple((key.text, _settled_form(page, inner, names)) for key, inner in variants(page, node, names, "form"))
    return OpenForm(param=names.use(page, node.get("param"), ("param",), "parameter"), variants=forms)


def fitting(done: Form) -> tuple[str, ...]:
    """Give the words for a ballot that go with a form; where it is open, every word does."""
    return IN_A_CONSENT if isinstance(done, Consent) else AT_A_MEETING if isinstance(done, Meeting) else BALLOTS


def ballots(page: Page, node: Node | None, names: Names, done: Form) -> tuple[tuple[str, BallotWord], ...]:
    """Read ballots: `{for: [...], against: [...]}`; a person has one ballot, in a word that goes with the form."""
    words = fitting(done)
    out: dict[str, BallotWord] = {}
    for key, persons in entries(page, node, "ballots"):
        if key.text not in BALLOTS:
            cure = page.did_you_mean(key.text, BALLOTS) or f"one of: {', '.join(BALLOTS)}"
            fix = page.fix(key.text, BALLOTS, key.place)
            page.report("GS304", f"`{key.text}` is no ballot word", key.place, label="no ballot", cure=cure, fix=fix)
            continue
        if key.text not in words:
            where = "a written consent" if isinstance(done, Consent) else "a meeting"
            cure = f"{where} has: {', '.join(words)}; how it was done stands in `via:`"
            page.report("GS315", f"nobody can be `{key.text}` in {where}", key.place, label="not here", cure=cure)
        for one in items(page, persons, "persons"):
            person = names.use(page, one, PARTY, "person")
            if person in out:
                page.report(
                    "GS203", f"`{person}` has two ballots in one vote", one.place, label="again", cure="keep one"
                )
            out.setdefault(person, cast("BallotWord", key.text))
    return tuple(sorted(out.items()))
