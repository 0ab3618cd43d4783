"""Findings in words: one sentence for each code, looked up by id; the engine itself never writes text."""

from govsim.record.rulings import Finding, Verdict
from govsim.views.lexicon import Lexicon

BASES = {
    "authorized": "authorized seats, vacant ones included",
    "in_office": "in office",
    "eligible": "entitled to vote",
    "present": "present",
    "cast": "votes cast",
    "represented": "represented",
    "outstanding": "entitled to vote",
}

IN_VOTES = {
    "authorized": "votes of the authorized seats, one for each vacant one",
    "in_office": "votes of those in office",
    "eligible": "votes of those entitled to vote",
    "present": "votes of those present",
    "represented": "votes represented",
    "outstanding": "votes of those entitled to vote",
}
"""The same where a person on the roll has more or fewer votes than one."""

NOTES = frozenset(
    {
        "clause.void",
        "elects.equals",
        "elects.other",
        "elects.pair",
        "elects.rivals",
        "elects.spoiled",
        "elects.too-many-names",
        "elects.too-many-votes",
        "elects.uneven",
        "vote.out-of-reach",
    }
)
"""Findings that only note something: that a clause is void, which ballot is not counted, how many votes another has."""

ASIDE = {"vote": "no vote", "quorum": "not counted for the quorum", "base": "not counted in the base"}
"""What it means that a person leaves one of the sets of a vote."""

SENTENCES = {
    "item": "{item}",
    "approval.vote": "an act of the {body}, where the power lies",
    "approval.vote-any-quorum": "an act of the {body} without a quorum, where the power asks for none",
    "approval.all": "every one of these must approve",
    "approval.any": "one of these is enough",
    "approval.k-of": "{k} of these must approve",
    "stages": "ballot {stage} of {of} in order",
    "stage.tie": "the ballot before ended in a tie, as this one asks",
    "stage.no-tie": "the ballot before failed without a tie: this one follows a tie alone",
    "stage.after": "at least {period} have passed since the ballot before",
    "stage.too-early": "{period} must pass after the ballot before, and have not",
    "stage.within": "taken within {period} of the ballot before",
    "stage.too-late": "{period} have passed since the ballot before: the time for this one is over",
    "stage.answered": "{question}: answered, which this ballot waited for",
    "stage.waited": "{question}: not answered within {period}, and this ballot waits no longer",
    "stage.not-answered": "{question}: not answered yet, and this ballot must wait for it",
    "stage.none-left": "that was the last of {of} ballots: none follows it",
    "stage.no-ballot": "there was no ballot in {target} that this one could follow",
    "stage.other-item": "the ballot in {target} was about something else",
    "stage.not-failed": "the ballot in {target} was {verdict}: a further ballot follows only one that failed",
    "stage.not-last": "the last ballot was that in {last}: none follows the one in {target} any more",
    "stage.not-staged": "the ballot in {target} was not one of several in order: none follows it",
    "stage.other-rule": "the ballot before was taken under another rule",
    "supposed.stage": "ballot {stage} of {of} in order",
    "approval.on-file": "{party} agreed before",
    "approval.not-asked": "no rule asks {party} to agree to this",
    "approval.too-early": "{party}: too early, before those have agreed who must do so first",
    "approval.given": "{party} gives its own part; the act itself is for another of those who must agree",
    "sponsors": "sponsors of the {body}: {have} of {of} {base}, {needed} needed",
    "sponsors.each": "sponsors, and each of these is asked",
    "call.entitled": "the meeting of the {body} is called by {parties}, and a rule lets them",
    "call.not-entitled": "the meeting of the {body} is called by {parties}, and no rule lets them",
    "call.not-stated": "who called the meeting of the {body} is not stated",
    "could": "what it takes",
    "supposed.none": "the {body} must vote for it, and none of them is on its roll",
    "supposed.vote": "a vote of the {body}, by signatures or at a meeting, whatever all others do",
    "supposed.consent": "in writing, all others silent",
    "supposed.meeting": "at a meeting on notice to all, both ways",
    "supposed.opposed": "if all others come and vote against it",
    "supposed.others-away": "if all others stay away",
    "supposed.stages": "one ballot that can be carried is enough, if it can be reached",
    "supposed.theirs": "in their hands: the {body}",
    "supposed.agrees": "{party} agrees",
    "supposed.not-theirs": "{party} must agree, and is not among them nor in their hands",
    "too-late": "the time for it is over: {have} minutes after the act, {needed} at most",
    "capacity": "the {met} met; its notice and its votes are taken as those of the {body}, a capacity that is assumed",
    "capacity.signers": "those who signed for the {met} are counted as the {body}, a capacity that is assumed",
    "capacity.unstated": "this is for the {body}, which did not act; the {met} did, another electorate",
    "weights.own": "how many votes each has in the {body} is said for this matter alone",
    "set-aside": "{party} stands aside: {sets}",
    "body.none": "{body}: there are none that could act, nobody is on the roll",
    "body.empty": "nobody is on the roll of the {body}",
    "body.unknown": "who is on the roll of the {body} is not known, and nobody who is known acts as one of them",
    "body.other": "the power lies with the {body}; {party} is not it",
    "body.alone": "{party} is the whole {body}",
    "ballot.void": "{party} is not on the roll: that ballot is void and not counted",
    "clause.void": "{clause} goes further than {statute} lets {rank} go: it is void and decides nothing",
    "consent": "signatures: {have} of {of} {base}, {needed} needed",
    "consent.power": "for this power: {have} of {of} {base}, {needed} needed",
    "consent.majority": "as many as a meeting would need with all there: {have} of {of} {base}, {needed} needed",
    "consent.forbidden": "the {body} may not act without a meeting: no rule lets it",
    "signers-quorum": "the signers must make a quorum: {have}, {needed} needed of {of} {base}",
    "notice": "notice of the meeting of the {body}",
    "notice.regular": "a regular meeting, and no rule here asks for notice of one",
    "notice.not-due": "no notice was due",
    "notice.told": "{party} was told",
    "notice.waived": "{party} waived notice in writing",
    "notice.attended": "{party} attended, which waives notice",
    "notice.objected": "{party} attended only to object: notice is not waived",
    "notice.missing": "{party} was not told and did not attend",
    "notice.late": "{party} was told too late",
    "quorum": "quorum: {have} count as present, {needed} needed of {of} {base}",
    "quorum.class": "presence of {position}: {have}, {needed} needed of {of} {base}",
    "quorum.each": "quorum, and each of these is asked",
    "count.each": "each of these is asked",
    "quorum.no-rule": "no rule asks the {body} for a quorum",
    "quorum.not-asked": "this power asks for no quorum",
    "vote": "votes for: {have}, {needed} needed of {of} {base}",
    "assent.presumed": "{party} was there and cast no ballot: deemed to have assented, which is no vote",
    "vote.no-rule": "no rule says what carries a vote of the {body}",
    "casting-vote": "tie: {party} has a casting vote and cast it for",
    "casting-vote.none": "tie: {party} is not there, or stands aside, and has no casting vote",
    "casting-vote.not-used": "tie: {party} has a casting vote and did not cast it for",
    "vote.out-of-reach": "{have} could vote there, {needed} needed of {of} {base}: not even all of them could carry it",
    "elects.votes": "votes for {option}: {have} of {of} ({method}); place {seats} of the others: {last}; it takes more",
    "elects.majority": "votes for {option}: {have}, against: {against}; place {seats} of the others: {last}; it takes "
    "more than both",
    "elects.rivals": "{seats} to elect: that is what is vacant; if all the rest vote for {seats} others: {have} each",
    "elects.other": "votes for {other}: {have}",
    "elects.tied": "votes for {option}: {have}, tied with {parties}; places left: {left}",
    "elects.spoiled": "the ballot of {party} is not one of a {method} vote: it is not counted",
    "elects.too-many-votes": "{party} gave {gave} votes and has {has} ({weight} x {seats}): the ballot is not counted",
    "elects.too-many-names": "{party} named {among} for {seats} to elect: the ballot is not counted",
    "elects.equals": "{party} names several without an order: in the rankings they are equals",
    "elects.uneven": "{party} has {has} votes, which {among} cannot share evenly: the ballot is not counted",
    "elects.quorum": "votes for {option} above {default}: {have}, {needed} needed of {of} {base}",
    "elects.ratio": "votes for {option} above {default}: {have}, below: {against}; {needed} needed, at {ratio} to 1",
    "elects.pair": "votes for {option} above {other}: {have}, below: {against}",
    "elects.beaten": "{option} is beaten, once of defeats in a circle the weakest are dropped; not beaten: {parties}",
    "elects.ranked-tie": "{option} is beaten by nobody, once of defeats in a circle the weakest are dropped; nor are: "
    "{parties}; a tie for one place",
    "elects.unbeaten": "{option} is beaten by nobody, once of defeats in a circle the weakest are dropped",
    "elects.one-only": "the method chooses one; there are {seats} seats to fill",
    "casting-vote.chose": "tie: {party} has a casting vote and cast it for {parties}",
    "power.none": "nobody holds a power to {verb} {target}",
    "power.never": "nobody may do this",
    "power.unknown": "who may do this stands in a document that was not seen: {document}",
    "party.itself": "{party} must do this or agree to it, and does",
    "party.controlled": "{actor} acted for {party}, which it controls",
    "party.none": "whoever holds {position} must agree, and nobody holds it",
    "party.other": "{party} must do this or agree to it; {actor} does not act for it",
    "oracle.open": "{question}: not answered yet",
    "oracle.yes": "{question}: answered yes",
    "oracle.no": "{question}: answered no",
    "condition.unknown": "whether the condition of this power holds cannot be told",
    "already-so": "already so in law: nothing to change",
    "own-act": "own act or contract right of {party}: no vote in the body; other duties are not examined",
    "not-vacant": "the place is not vacant in law: {party} holds it",
    "vacated": "{party} must have left first",
    "excluded": "it cannot be so together with the item {target} of the same act",
    "stream.apart": "{stream} is not divided by the tiers: all of it goes to {party}",
    "stream.not-yet": "what {stream} hangs on does not hold in law, so that the tiers still divide it",
    "not-held": "{party} holds {have} of {position}, {needed} needed for all that this act passes on",
    "term-over": "the term of {party} is over: the place is vacant",
    "holds-over": "the term of {party} is over, and a rule lets a holder stay until a successor qualifies",
    "seats-filled": "{have} sit in the {body}, more than {of}: fewer seats unseat nobody",
    "no-seat": "no seat for {party}: {have} would sit, {of} are authorized",
    "no-seat.whose": "no seat for {party}: {have} would sit, {of} are authorized; the term of {parties} is over, and "
    "who of them is replaced is not said",
    "succeeds": "{party} sat on after the term, and leaves: a successor has come",
    "effective-later": "made for later: not yet in effect",
    "all-or-nothing": "all or nothing, as it is told: as good as its worst part",
    "affirms-only": "standing by an earlier act is taken here not to repeat it",
    "from-now-only": "no rule lets this work from the beginning: it works from its date",
    "nothing-earlier": "there is no earlier item {target}",
    "not-voidable": "{target} is {verdict}: there is nothing to set aside",
    "ratified": "{target} was ratified: nobody can set it aside any longer",
    "avoided": "{target} was set aside: it can be done again, and not be made good from its beginning",
    "nothing-open": "{thing} is not open",
    "in-principle": "an agreement in principle changes no seat and no office",
    "lost": "told as not carried: nobody acted on it",
}

UNTIL_SET_ASIDE = {
    "power.never": "against this rule, whatever the vote: voidable, if somebody entitled asks in time",
    "approval.all": "each of these is asked",
}
"""What is said in place of that where nobody may do something, and it stands all the same until it is set aside."""

MARKS = {Verdict.VALID: "ok", Verdict.VOIDABLE: "??", Verdict.PENDING: "..", Verdict.NO_ACT: "NO", Verdict.VOID: "NO"}
"""What stands before a finding: whether it held."""


def sentence(finding: Finding, names: Lexicon) -> str:
    """Give one finding in words, with names and exact numbers."""
    values: dict[str, object] = {key: _named(key, ref, names) for key, ref in finding.names}
    values.update({key: f"{number:,}" for key, number in finding.numbers})
    if ("counted", "votes") in finding.names:
        values["base"] = IN_VOTES.get(dict(finding.names)["base"], values["base"])
    stands = finding.verdict is Verdict.VOIDABLE and any(
        one.code == "power.never" for one in (finding, *finding.children)
    )
    return ({**SENTENCES, **UNTIL_SET_ASIDE} if stands else SENTENCES)[finding.code].format(**values)


def _named(key: str, ref: str, names: Lexicon) -> str:
    if key == "base":
        return BASES[ref]
    if key in {"method", "ratio"}:
        return ref
    if key == "rank":
        return RANKS[ref]
    if key == "sets":
        return ", ".join(ASIDE[one] for one in ref.split(" "))
    if key == "verdict":
        return ref.replace("_", " ")
    if key in {"clause", "statute"}:
        return names.cite(ref)
    return names.people(tuple(ref.split(" "))) if key == "parties" else names.brief(ref)


RANKS = {"charter": "a charter", "bylaws": "by-laws", "resolution": "a resolution"}
"""Who may go further than a statute lets them."""

VERDICTS = {
    Verdict.VALID: "valid",
    Verdict.VOIDABLE: "voidable",
    Verdict.PENDING: "pending",
    Verdict.NO_ACT: "no act",
    Verdict.VOID: "void",
}
