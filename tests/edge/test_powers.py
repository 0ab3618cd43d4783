"""`govsim can` and `govsim who-can`: read as meant or not at all, and commands that can be copied."""

import json
import os
import shlex
import subprocess
import sys
from math import comb
from pathlib import Path

import pytest
from rich.cells import cell_len

from edge.door import Ask, Done, edited, process
from inline import START, tale, without

WIDTHS = (60, 80, 120)
REMOVE = "remove altman from inc.ceo"
BEFORE = ("--at", "decision")


def rows(done: Done) -> dict[str, list[tuple[str, str]]]:
    """Give an answer in a pipe: what each row is about, with its words and what stands beside them."""
    assert (done.code, done.err) == (0, b"")
    out: dict[str, list[tuple[str, str]]] = {}
    for line in done.text.splitlines():
        what, words, beside = line.split("\t")
        out.setdefault(what, []).append((words, beside))
    return out


def said(done: Done, what: str) -> list[str]:
    return [words for words, _ in rows(done).get(what, [])]


def table(ask: Ask, *arguments: str) -> str:
    done = ask(*arguments, "--format", "table")
    assert (done.code, done.err) == (0, b"")
    return done.text


def flat(text: str) -> str:
    """Give a page in one line, so that it does not matter where it was wrapped."""
    return " ".join(text.split())


def commands(text: str) -> list[list[str]]:
    """Give every command that a page shows, as a shell would read the one line it stands on."""
    return [shlex.split(line.strip())[1:] for line in text.splitlines() if line.strip().startswith("govsim whatif ")]


# --- answers ------------------------------------------------------------------------------------------------------


def test_four_of_six_may_and_three_may_not_and_each_has_ten_swings(ask: Ask) -> None:
    """By hand: of the 32 sets of the five others those of three turn, C(5, 3) = 10; C(6, 4) = 15 and C(6, 3) = 20."""
    done = ask("who-can", "nov2023", REMOVE, *BEFORE)
    assert said(done, "answer") == ["yes"]
    assert rows(done)["could"] == [("any 4 of Altman, Brockman, D'Angelo, McCauley, Sutskever, Toner", "15")]
    assert rows(done)["could stop it"] == [("any 3 of Altman, Brockman, D'Angelo, McCauley, Sutskever, Toner", "20")]
    assert {beside for _, beside in rows(done)["swings"]} == {"10 of 32"}
    assert said(ask("can", "nov2023", "toner, mccauley, dangelo", REMOVE, *BEFORE), "answer") == ["no"]
    assert said(ask("can", "nov2023", "toner, mccauley, dangelo, sutskever", REMOVE, *BEFORE), "answer") == ["yes"]


def test_who_holds_ten_votes_a_share_is_counted_by_votes(ask: Ask) -> None:
    """By hand, from the head of the structure: 100 shares of class B have 1,000 of 1,900 votes, a majority alone."""
    done = ask("who-can", "dual-class", "elect kofi to quillon.board", "--at", "removal")
    assert "the stockholders (4 with 1,900 votes)" in flat(done.text)


@pytest.mark.parametrize(
    ("at", "answer"), [(("--at", "decision"), "no"), (("--after", "decision"), "already so"), ((), "no")]
)
def test_at_asks_before_a_step_and_after_asks_right_after_it(ask: Ask, at: tuple[str, ...], answer: str) -> None:
    done = ask("can", "nov2023", "toner", REMOVE, *at)
    assert said(done, "answer") == [answer]
    (moment,) = said(done, "moment")
    assert moment.startswith("as the law stood when step `decision`" if "--at" in at else "after step")


def test_over_the_story_the_end_is_told_apart_from_the_last_step(ask: Ask) -> None:
    """Three sat when the board of 2024 was decided; seven afterwards."""
    over = said(ask("who-can", "nov2023", REMOVE), "over the story")
    assert over == [
        "4 of 6: from `devday` to `decision`",
        "already so: from `told-altman` to `settlement`",
        "2 of 3: from `observer` to `board-2024`",
        "4 of 7: at the end, after `board-2024`",
    ]


def test_already_so_is_an_answer_of_its_own_in_other_worlds(ask: Ask) -> None:
    """After the letter the dismissal stands in law as reported, and by the by-law alone it does not (table C).

    Fails if the answers over worlds are yes and no alone.
    """
    done = ask("can", "nov2023", "toner", REMOVE, "--after", "letter-505", "--param", "ratifies=no")
    (split,) = [one for one in said(done, "in other worlds") if one.endswith("statutory-default")]
    assert split == "already so under reading as-reported; no under by-law-only, statutory-default"


def test_who_could_is_compared_over_the_admissible_worlds(ask: Ask) -> None:
    """At nine seats a quorum is five, so that four can act in writing alone, under the reported clause alone.

    By hand: five of six come at nine seats where nobody may sign for a majority, or the signers must be a quorum.
    Fails if `_stands` is asked of one party alone, or if the answers are told by their number where families differ.
    """
    question = ("who-can", "nov2023", REMOVE, *BEFORE)
    head, *splits = said(ask(*question), "in other worlds")
    assert head.startswith("depends on reading, size, signers-quorum (18 worlds compared")
    assert splits == [
        "with size 9: 4 of 6 under reading as-reported; 5 of 6 under by-law-only, statutory-default",
        "with signers-quorum yes: 4 of 6 under size 6, 7; 5 of 6 under 9",
        "with size 9: 4 of 6 under signers-quorum no; 5 of 6 under yes",
    ]
    assert f"In other admissible worlds: {head}" in flat(table(ask, *question))
    data = json.loads(ask(*question, "--json").text)
    assert (data["depends_on"], data["worlds"]) == (["reading", "size", "signers-quorum"], 18)
    assert data["in_other_worlds"] == [head, *splits]


def test_coalitions_of_one_size_are_told_apart_where_worlds_differ_in_who_they_are(ask: Ask) -> None:
    """Either body may sell, as the parameter says: two of the three directors, or the two of three owners.

    Fails if answers are shortened to `2 of 3` although they are not the same.
    """
    bodies = "{acme.board: {kind: board}, acme.club: {kind: club, roll: {param: who, old: acme.board, new: acme.card}}}"
    rules = "- {id: s, in: acme.bylaws, power: {to: [determine], of: any}, by: {vote: acme.club}}"
    rules += "\n- {id: c, in: acme.bylaws, for: acme.club, passes: '> 1/2 of in_office'}"
    text = tale(
        "- {id: n, at: 2024-03-01, by: gus, do: {happen: news}}",
        rules=rules,
        bodies=bodies,
        positions="{acme.card: {kind: membership}}",
        start="{acme.board: [ann, bob, cyd], acme.card: [dee, eve, fay]}",
        params="{who: {value: old, among: [old, new], because: open}}",
    )
    Path("mine.yaml").write_text(text)
    _, split = said(ask("who-can", "mine", "determine sale"), "in other worlds")
    assert split == "any 2 of Ann, Bob, Cyd under who old; any 2 of Dee, Eve, Fay under new"


def test_other_worlds_are_not_compared_where_each_would_be_asked_too_often(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Six of one type are seven coalitions. Fails if the limit is not looked at, or nothing is said of it."""
    monkeypatch.setattr("govsim.edge.asking.COMPARED", 6)
    done = ask("who-can", "nov2023", REMOVE, *BEFORE)
    assert said(done, "in other worlds") == ["not compared: too many coalitions would have to be asked about in each"]
    monkeypatch.setattr("govsim.edge.asking.COMPARED", 7)
    assert "not compared" not in ask("who-can", "nov2023", REMOVE, *BEFORE).text


def test_in_which_manner_they_could_and_could_stop_it_is_said(ask: Ask) -> None:
    """Without the by-law a consent takes all six (141(f)), and four are a quorum of six seats; with it four may sign.

    For a seat, three of six members who stay away leave three: more than the third that is a quorum (215(c)(1)), fewer
    than the four whose votes it takes (141(k)). Of four in office at six seats each is needed for the quorum: nobody
    stops it by voting no, 3 of 4 being for it.
    Fails if the writing and the meeting, or the vote against, the staying away and the want of a quorum, are taken for
    each other.
    """
    six = "any {} of Altman, Brockman, D'Angelo, McCauley, Sutskever, Toner"
    question = ("who-can", "nov2023", REMOVE, *BEFORE)
    statute = ("--reading", "statutory-default")
    no = ("by voting no, or by staying away, so that there is no quorum", f"stop: {six.format(3)}")
    assert rows(ask(*question, *statute))["manner"] == [
        ("at a meeting on notice to all; in writing it takes all 6", f"could: {six.format(4)}"),
        no,
    ]
    assert rows(ask(*question))["manner"] == [
        ("in writing, or at a meeting on notice to all", f"could: {six.format(4)}"),
        no,
    ]
    text = flat(table(ask, *question, *statute))
    assert "(15 coalitions) at a meeting on notice to all; in writing it takes all 6" in text
    assert f"(20 coalitions) {no[0]}" in text
    four = ("who-can", "nov2023", "remove murati from inc.ceo", "--after", "told-altman", *statute)
    manner = rows(ask(*four, "--param", "form=noticed-meeting"))["manner"]
    assert manner[1][0] == "by staying away, so that there is no quorum"
    of_a_seat = rows(ask("who-can", "nov2023", "remove altman from board", *BEFORE))["manner"]
    assert of_a_seat[1] == ("by voting no, or by staying away", f"stop: {six.format(3)}")
    together = json.loads(ask(*question, *statute, "--json").text)["coalitions"]
    assert [one["manner"] for one in together["winning"]] == [["meeting"]]
    assert [one["manner"] for one in together["blocking"]] == [["against", "no-quorum"]]


def test_in_which_manner_is_not_said_of_several_votes_nor_of_an_own_act(ask: Ask) -> None:
    """A sale takes the votes of two bodies. Fails if the manner of one of them is given for both."""
    assert "manner" not in rows(ask("who-can", "venture-startup", "determine sale", "--at", "board-alone"))
    assert "manner" not in rows(ask("who-can", "nov2023", "resign altman from inc.ceo", *BEFORE))


SEPARATE = ("--param", "members=separate")


def test_members_whom_nobody_has_named_could_and_that_is_not_nobody(ask: Ask) -> None:
    """The parameter says that the members are others than the directors: so the directors as such cannot, and no more.

    Fails if a roll that is not known is answered as an empty one, in `_could`, `who_could` or `could_they`.
    """
    seat = ("nov2023", "remove altman from inc.board", *BEFORE, *SEPARATE)
    done = ask("who-can", *seat)
    assert said(done, "answer") == ["not known"]
    assert said(done, "has a say") == ["the members (who they are is not known)"]
    assert said(done, "over the story") == ["not known: from `devday` to the end"]
    text = flat(table(ask, "who-can", *seat))
    assert "WHO could is not known here, and nobody who is known could as such: remove Altman: board." in text
    assert "NOBODY" not in text
    data = json.loads(ask("who-can", *seat, "--json").text)
    assert (data["answer"], data["coalitions"]) == ("not known", None)
    assert [(one["persons"], one["known"]) for one in data["has_a_say"]] == [([], False)]
    assert said(ask("can", seat[0], "toner", *seat[1:]), "answer") == ["not known"]
    assert "NOT KNOWN: who votes on it is not known, and Toner may or may not be among them" in flat(
        table(ask, "can", seat[0], "toner", *seat[1:])
    )
    none = ask("who-can", *seat[:-1], "members=none")
    assert said(none, "answer") == ["no"]


def test_members_whom_nobody_has_named_may_go_to_court(ask: Ask) -> None:
    """8 Del. C. 225: any director or member. Fails if a suit of members is listed by those alone who are known."""
    done = ask("who-can", "nov2023", "sue", "--after", "announced", *SEPARATE)
    who = dict(rows(done)["courts"])["title to the seat or the office [8 Del. C. § 225(a), (b)]"]
    assert who.endswith("Murati, the members (who they are is not known)")
    assert "not known" not in ask("who-can", "nov2023", "sue", "--after", "announced").text
    courts = json.loads(ask("who-can", "nov2023", "sue", *SEPARATE, "--json").text)["courts"]
    assert {body for court in courts for body in court["not_known"]} == {"inc.members"}


LEASE = "determine heron.lease"


def test_whoever_stands_aside_in_the_step_asked_at_has_no_part_in_it(ask: Ask) -> None:
    """The charter takes the vote and the base from Park, who owns the barn; by hand: 3 of the other 4, C(4, 3) = 4.

    Two against two are 2 of 4 present, of whom more than half are asked; so two stop it, C(4, 2) = 6.
    Fails if `_could` lets the recused vote, or if `types_of` does not tell them apart.
    """
    done = ask("who-can", "small-charity", LEASE, "--at", "lease")
    assert rows(done)["could"] == [("any 3 of Roth, Boateng, Haddow, Nowak", "4")]
    assert rows(done)["could stop it"] == [("any 2 of Roth, Boateng, Haddow, Nowak", "6")]
    assert ("Park", "0 of 16") in rows(done)["swings"]
    rule = "certificate of incorporation, conflict-of-interest"
    assert said(done, "standing aside") == [f"Standing aside, as the story tells of step `lease`: Park [{rule}]."]
    assert f"{rule} (fiction; rule small-charity.conflict-of-interest)" in said(done, "rests on")
    data = json.loads(ask("who-can", "small-charity", LEASE, "--at", "lease", "--json").text)
    assert data["aside_then"] == {"rules": ["small-charity.conflict-of-interest"], "persons": ["joon"]}


def test_a_way_to_yes_lets_whoever_stands_aside_come_and_cast_no_vote(ask: Ask) -> None:
    """Fails if `openings` gives the recused a vote, or leaves out their ballot."""
    (way, *_) = rows(ask("can", "small-charity", "joon", LEASE, "--at", "lease"))["would change it"]
    assert way[0] == "if Roth, Boateng, Haddow voted for it with them at a meeting of the board of trustees"
    assert "ballots: {for: [benedikt, esi, leila], recused: [joon]}" in way[1]
    assert "attended: [benedikt, esi, leila, joon]" in way[1]


def test_who_stands_aside_is_known_of_that_act_and_that_step_alone(ask: Ask) -> None:
    """Cai alone is for it at `two-stand-aside`: 1 of 3 present; at any other moment any 2 of the 3 could.

    Fails if `stretches` takes the answer of one step for the other, if any act at the step has its recused persons, or
    if `_could` lets these sign.
    """
    repairs = ("edge-E11", "determine clinic.repairs")
    done = ask("who-can", *repairs, "--at", "two-stand-aside")
    assert said(done, "answer") == ["no"]
    assert said(done, "over the story") == [
        "2 of 3: at `all-vote`",
        "nobody could: at `two-stand-aside`",
        "2 of 3: at the end, after `two-stand-aside`",
    ]
    (assumed,) = said(ask("who-can", *repairs), "standing aside")
    assert assumed.startswith("Assuming that nobody must stand aside: who must is known only once somebody does [")
    data = json.loads(ask("who-can", *repairs, "--json").text)["aside_then"]
    assert (data["rules"], data["persons"]) == (["edge-E11.standing-aside"], [])
    other = ask("who-can", "small-charity", "appoint fiona as heron.warden", "--at", "lease")
    assert "Assuming that nobody" in other.text
    assert "standing aside" not in rows(ask("who-can", "edge-E11", "resign ana from clinic.board"))


def test_a_resignation_is_for_whoever_resigns_alone(ask: Ask) -> None:
    resign = "resign altman from inc.ceo"
    assert said(ask("can", "nov2023", "altman", resign, *BEFORE), "answer") == ["yes"]
    assert said(ask("can", "nov2023", "toner", resign, *BEFORE), "answer") == ["no"]
    done = ask("who-can", "nov2023", resign, *BEFORE)
    assert rows(done)["could"] == rows(done)["could stop it"] == [("Altman", "1")]
    assert "would change it" not in rows(ask("can", "nov2023", "toner", resign, *BEFORE))
    text = table(ask, "who-can", "nov2023", resign, *BEFORE)
    assert "It is an act of Altman's own: it takes no power, and no rule gives it to another." in flat(text)
    assert "Swings" not in text


def test_shares_that_no_rule_ties_are_passed_on_by_whoever_has_them(ask: Ask) -> None:
    done = ask("who-can", "dual-class", "transfer 10 of class-b from dara to rui", "--at", "removal")
    assert rows(done)["could"] == [("Whitlock", "1")]
    assert said(ask("can", "dual-class", "rui", "issue 10 of class-b to rui"), "answer") == ["no"]


def test_several_who_must_all_agree_are_said_to(ask: Ask) -> None:
    text = flat(table(ask, "who-can", "venture-startup", "determine sale", "--at", "board-alone"))
    assert "Each of these must agree: the board (5); the stockholders (" in text
    assert "One of these is enough: the board" in flat(
        table(ask, "who-can", "dual-class", "elect kofi to quillon.board", "--at", "removal")
    )


def test_what_was_decided_earlier_can_be_asked_about_once_it_was(ask: Ask) -> None:
    for act in ("ratify decision.ceo", "avoid decision.ceo"):
        done = ask("can", "nov2023", "toner", act)
        assert said(done, "answer") == ["no"]
        assert said(done, "over the story")[0] == "cannot be asked yet: from `devday` to `decision`"
        early = ask("can", "nov2023", "toner", act, "--at", "devday")
        assert early.code == 2
        assert f"`{act}` cannot be asked about at this moment" in early.said
    assert "decision.ceo is valid: there is nothing to set aside" in flat(
        table(ask, "can", "nov2023", "toner", "avoid decision.ceo")
    )
    assert "lies with no person and no body here" in flat(table(ask, "who-can", "nov2023", "avoid decision.ceo"))


def test_who_could_go_to_court_is_no_power(ask: Ask) -> None:
    assert said(ask("can", "nov2023", "altman", "sue", *BEFORE), "answer") == ["yes"]
    assert said(ask("can", "nov2023", "nadella", "sue", *BEFORE), "answer") == ["no"]
    assert "YES: Altman could ask a court." in table(ask, "can", "nov2023", "altman", "sue", *BEFORE)
    assert "NO rule here lets Nadella ask a court" in table(ask, "can", "nov2023", "nadella", "sue", *BEFORE)
    text = flat(table(ask, "who-can", "small-charity", "sue"))
    assert "who may ask is not who is right" in text
    assert "A suit is no power: nothing changes until a court has answered" in text
    assert "No rule here says who could ask a court." in table(ask, "who-can", "harbour-trust", "sue")


def test_an_act_that_is_not_vacant_is_nobodys(ask: Ask) -> None:
    text = flat(table(ask, "who-can", "nov2023", "appoint Murati as chief executive", *BEFORE))
    assert "NOBODY could, even if all who have a say agreed: appoint Murati: chief executive." in text
    assert "NO the place is not vacant in law: Altman holds it" in text
    text = flat(table(ask, "who-can", "family-firm", "remove carla from mill.chair"))
    assert "Nobody holds this power: no rule gives it." in text


def test_what_waits_for_an_answer_from_outside_says_so(ask: Ask) -> None:
    power = "\n- {id: ask, in: acme.charter, power: {to: [determine], of: acme.sale}, by: {oracle: court}}"
    Path("mine.yaml").write_text(tale("- {id: n, at: 2024-03-01, by: gus, do: {happen: news}}", more_rules=power))
    assert said(ask("who-can", "mine", "determine sale"), "answer") == ["waits"]
    text = flat(table(ask, "who-can", "mine", "determine sale"))
    assert "NOT YET" in text
    assert "court: not answered yet" in text


def test_an_answer_from_outside_that_was_given_takes_nobodys_vote(ask: Ask) -> None:
    power = "\n- {id: ask, in: acme.charter, power: {to: [determine], of: acme.sale}, by: {oracle: court}}"
    step = "- {id: n, at: 2024-03-01, by: gus, regardless: told so, do: {answer: {question: court, answer: yes}}}"
    Path("mine.yaml").write_text(tale(step, more_rules=power))
    text = flat(table(ask, "who-can", "mine", "determine sale"))
    assert "- nobody: it takes no vote of anybody here (1 coalition)" in text
    assert "The least who could stop it: nobody could." in text


# --- how it was read ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "act", "read_as"),
    [
        ("Toner", "remove Altman from the board", "can(toner, remove altman from inc.board)"),
        ("微软", "remove 托納 from 董事会", "can(microsoft, remove toner from inc.board)"),
        ("D'Angelo, 苏茨克维", "appoint Murati as chief executive interim",
         "can(dangelo, sutskever, appoint murati as inc.ceo interim)"),
        ("OpenAI, Inc.", "manage global", "can(inc, manage global)"),
        ("TONER", "Remove ALTMAN From Inc.Board", "can(toner, remove altman from inc.board)"),
    ],
)  # fmt: skip
def test_names_in_any_language_are_read_and_how_they_were_is_said(ask: Ask, who: str, act: str, read_as: str) -> None:
    assert said(ask("can", "nov2023", who, act, *BEFORE), "read as") == [read_as]
    assert f"Read as: {read_as}" in flat(table(ask, "can", "nov2023", who, act, *BEFORE))


@pytest.mark.parametrize(
    ("who", "act", "hint"),
    [
        ("Tonre", REMOVE, "nobody is called `Tonre`; did you mean `toner`?"),
        ("zzz", REMOVE, "nobody is called `zzz`; name a person, a group, an entity or a body"),
        ("", REMOVE, "nobody is named"),
        ("toner,,altman", REMOVE, "a name is missing beside a comma"),
        ("toner", "remvoe altman from inc.ceo", "`remvoe` is no act that can be asked about; did you mean `remove`?"),
        ("toner", "shout", "an act begins with one of: appoint, elect, remove"),
        ("toner", "", "an act is missing"),
        ("toner", "remove altmna from inc.ceo", "did you mean `altman`? written so: remove PERSON from POSITION"),
        ("toner", "remove altman", "a position or a body with seats of its own is missing"),
        ("toner", "resize inc.board to many", "`many` is not a whole number"),
        ("toner", "remove altman from board and ceo", "from inc.board`, `and ceo` is no part of the act"),
        ("toner", "manage inc now", "after `manage inc`, `now` is no part of the act"),
        ("toner", "sue altman", "is no part of the act; leave it out"),
        ("toner", "manage icn", "`icn` is no entity; written so: manage ENTITY; did you mean `inc`?"),
        ("toner", "manage", "an entity is missing; written so: manage ENTITY; there are: inc, "),
        ("toner", "ratify decision.cfo", "did you mean `decision.ceo`?"),
        ("x" * 1_000_000, REMOVE, "a question has at most 1,000 characters, and this one has 1,000,000"),
        ("toner", "remove \x1b[31maltman from board", "a character in this question that cannot be seen"),
        ("toner", "[bold]remove[/] altman", "`[bold]remove[/]` is no act"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_a_fault_of_the_call_with_the_nearest_that_can(
    ask: Ask, who: str, act: str, hint: str
) -> None:
    done = ask("can", "nov2023", who, act)
    assert (done.code, done.out) == (2, b"")
    assert hint in done.said
    assert done.said.startswith("govsim: ")
    assert len(done.said) < 400


def test_a_moment_is_one_moment_of_the_story(ask: Ask) -> None:
    done = ask("who-can", "nov2023", "sue", "--at", "decision", "--after", "decision")
    assert (done.code, "give one of them" in done.said) == (2, True)
    done = ask("who-can", "nov2023", "sue", "--at", "decisoin")
    assert (done.code, "did you mean `decision`?" in done.said) == (2, True)
    Path("empty.yaml").write_text(tale())
    done = ask("who-can", "empty", "sue")
    assert (done.code, "there is no moment to ask about" in done.said) == (2, True)


def test_a_fork_answers_as_it_would_then_have_gone_on(ask: Ask) -> None:
    """With three votes for one of the six, 4 of 6 persons are 4 of 8 votes, and 5 are needed: four alone cannot."""
    words = ("remove altman from inc.ceo", "--at", "decision")
    four = "dangelo, mccauley, sutskever, toner"
    assert "answer\tyes" in ask("can", "nov2023", four, *words).text
    assert "answer\tno" in ask("can", "altman-three-votes", four, *words).text
    assert "in other worlds" not in ask("can", "altman-three-votes", "toner", *words).text


def test_a_broken_file_and_a_missing_one_each_have_their_code(ask: Ask) -> None:
    edited(ask, "mine", ("against: [chen]", "against: [chne]"))
    assert ask("can", "mine", "chen", "sue").code == 3
    assert ask("who-can", "nowhere", "sue").code == 5
    assert ask("who-can", "nov2023", "sue", "--param", "size=8").code == 2


# --- how it is written --------------------------------------------------------------------------------------------


def test_in_a_pipe_there_are_three_columns_full_values_and_no_colour(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    wide = ask("can", "nov2023", "toner", REMOVE, *BEFORE, "--color", "always")
    monkeypatch.setenv("COLUMNS", "20")
    assert ask("can", "nov2023", "toner", REMOVE, *BEFORE) == wide
    assert b"\x1b" not in wide.out
    assert {line.count("\t") for line in wide.text.splitlines()} == {2}


def test_json_is_the_same_between_processes_with_other_hash_seeds(tmp_path: Path) -> None:
    told = {
        process(
            "can", "venture-startup", "samira", "determine sale", "--json", cwd=tmp_path, env={"PYTHONHASHSEED": seed}
        ).out
        for seed in ("0", "1", "42")
    }
    assert len(told) == 1
    assert json.loads(told.pop())["asks"] == "can"


@pytest.mark.parametrize("shape", ["table", "tsv", "json"])
def test_a_reader_that_has_left_is_no_fault(tmp_path: Path, shape: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = (sys.executable, "-m", "govsim", "who-can", "small-charity", "sue", "--format", shape)
    done = subprocess.run(command, cwd=tmp_path, stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_but_a_command_is_wider_than_the_terminal(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, width: int, language: str
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    for question in (
        ("can", "nov2023", "toner", REMOVE, *BEFORE),
        ("who-can", "venture-startup", "determine sale", "--at", "board-alone"),
        ("who-can", "dual-class", "sue"),
    ):
        text = table(ask, *question, "--lang", language)
        wide = [line for line in text.splitlines() if cell_len(line) > width]
        assert all(line.strip().startswith("govsim whatif ") for line in wide)
        assert "\x1b" not in text


def test_a_language_is_the_language_of_names(ask: Ask) -> None:
    text = flat(table(ask, "can", "nov2023", "toner", REMOVE, *BEFORE, "--lang", "zh-Hans"))
    assert "any 4 of 奥特曼, 布罗克曼" in text


# --- commands ------------------------------------------------------------------------------------------------------

ASKED: tuple[tuple[str, ...], ...] = (
    ("nov2023", "toner", REMOVE, *BEFORE),
    ("nov2023", "toner, mccauley, dangelo", "remove altman from board", *BEFORE),
    ("nov2023", "toner", REMOVE, *BEFORE, "--reading", "by-law-only"),
    ("nov2023", "mccauley", "resize inc.board to 9", *BEFORE, "--param", "size=7", "--set", "letter-day=700+"),
    ("nov2023", "microsoft", "ratify decision.ceo"),
    ("small-charity", "roth", "sue"),
    ("lantern-labs", "chen", "remove souza from ceo"),
    ("dual-class", "anneli", "issue 10 of class-b to rui"),
    ("venture-startup", "samira", "determine sale", "--at", "board-alone"),
)


@pytest.mark.parametrize("columns", ["60", "120"])
@pytest.mark.parametrize("question", ASKED, ids=" ".join)
def test_every_command_of_an_answer_can_be_copied_and_does_what_it_says(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, question: tuple[str, ...], columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    done = ask("can", *question, "--format", "table")
    if done.code:
        pytest.fail(done.said)
    for command in commands(done.text):
        run = ask(*command, "--json")
        assert run.code == 0, run.said
        steps = {step["id"]: step for step in json.loads(run.text)["replay"]["steps"]}
        assert {item["verdict"] for item in steps["asked"]["items"]} <= {"valid", "voidable"}


def test_some_answers_have_commands_and_a_file_of_ones_own_is_named_in_them(ask: Ask) -> None:
    """Three are for it and four are needed: one more, or a rule."""
    found = commands(table(ask, "can", "nov2023", "toner, mccauley, dangelo", REMOVE, *BEFORE))
    assert {command[1] for command in found} == {"nov2023"}
    assert found
    Path("a b").mkdir()
    Path("a b/mine.yaml").write_text(tale("- {id: n, at: 2024-03-01, by: gus, do: {happen: news}}"))
    own = commands(table(ask, "can", "a b/mine.yaml", "ann, bob", "remove ann from acme.ceo"))
    assert own
    for command in own:
        assert command[1] == "a b/mine.yaml"
        assert ask(*command).code == 0


# --- large bodies --------------------------------------------------------------------------------------------------


OWNERS = """
- {id: owners-quorum, in: acme.bylaws, for: acme.owners, quorum: "> 1/2 of outstanding"}
- {id: owners-vote, in: acme.bylaws, for: acme.owners, passes: "> 1/2 of outstanding"}
- {id: owners-sell, in: acme.charter, power: {to: [determine], of: acme.sale}, by: {vote: acme.owners}}
"""


def owned(units: list[int]) -> str:
    """Give a story in which the owners of so many units each, Ann's friends by number, decide on a sale."""
    owners = [f"m{number}" for number in range(1, len(units) + 1)]
    held = ", ".join(f"{owner}: {n}" for owner, n in zip(owners, units, strict=True))
    text = tale(
        "- {id: n, at: 2024-03-01, by: gus, do: {happen: news}}",
        bodies="{acme.board: {kind: board}, acme.owners: {kind: stockholders, roll: acme.shares}}",
        positions="{acme.ceo: {kind: office}, acme.chair: {kind: chair}, acme.shares: {kind: shares}}",
        rules=without("matters"),
        more_rules=OWNERS,
        start=f"{START[:-1]}, acme.shares: {{{held}}}}}",
    )
    named = "".join(f", {owner}: {owner.upper()}" for owner in owners)
    return text.replace("gus: Gus}", f"gus: Gus{named}}}")


def test_five_hundred_alike_are_one_sort_of_voter(ask: Ask) -> None:
    """By hand: a majority of 500 is 251; to stop it takes 250, so that only 250 are left."""
    Path("mine.yaml").write_text(owned([1] * 500))
    done = ask("who-can", "mine", "determine sale")
    ((could, _),), ((stop, _),) = rows(done)["could"], rows(done)["could stop it"]
    assert (could[:11], stop[:11]) == ("any 251 of ", "any 250 of ")
    text = table(ask, "who-can", "mine", "determine sale")
    assert "(about 10^149 coalitions)" in flat(text)
    assert "in how many of the about 10^150 coalitions" in flat(text)
    together = json.loads(ask("who-can", "mine", "determine sale", "--json").text)["coalitions"]
    assert together["of"] == str(2**499)
    assert together["swings"]["m1"] == str(comb(499, 250))


def test_of_too_many_different_voters_it_is_said_that_not_every_coalition_was_looked_at(ask: Ask) -> None:
    Path("mine.yaml").write_text(owned(list(range(1, 31))))
    done = ask("who-can", "mine", "determine sale")
    assert said(done, "answer") == ["yes"]
    assert "could" not in rows(done)
    text = flat(table(ask, "who-can", "mine", "determine sale"))
    assert "Who could together was not computed: over 20,000 coalitions differ, or over 1,500" in text
    (words,) = said(done, "not computed")
    assert "over 20,000 coalitions differ" in words
