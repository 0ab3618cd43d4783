"""What is voidable, and what was set aside or not, in words: two edge cases that a class would read."""

from edge.door import Ask


def flat(ask: Ask, *arguments: str) -> str:
    """Give a page in one line, so that it does not matter where it was wrapped."""
    return " ".join(ask(*arguments, "--format", "table").text.split())


def test_an_agreement_beyond_the_statute_shows_its_count_and_who_may_ask_until_when(ask: Ask) -> None:
    """Three of three, two needed, and voidable all the same; § 225 is about seats and offices, and is not cited.

    Mutation: the rule says `never` alone, as it did.
    """
    text = flat(ask, "why", "edge-E47", "of-2014")
    assert "votes for: 3, 2 needed of 3 present" in text
    assert "?? against this rule, whatever the vote: voidable, if somebody entitled asks in time" in text
    assert "nobody may do this" not in text
    assert "§ 225" not in text
    assert "set aside by whoever answers `court-of-chancery`, when somebody entitled asks" in text
    assert "of Pier Bank: Hill Fund, Dune Trust" in text
    could = flat(ask, "who-can", "edge-E47", "determine bank.veto-of-2014", "--at", "of-2014")
    assert "(voidable: it would stand until somebody entitled has it set aside in time)" in could
    assert "any 2 of Ana Silva, Ben Okoro, Cai Meng (3 coalitions)" in could
    assert "unless whoever asks has waited too long" in could


def test_a_vote_procured_by_deception_is_no_act_that_nobody_may_do(ask: Ask) -> None:
    """Three of five, three needed (mutation: the sentence of what is void stays where it is voidable)."""
    text = flat(ask, "replay", "edge-E31", "--param", "deception=yes", "--at", "removal")
    assert "each of these is asked [8 Del. C. § 142(b), (e); in equity Klaassen v. Allegro (Del. 2014)]" in text
    assert "?? against this rule, whatever the vote: voidable" in text
    assert "nobody may do this" not in text


def test_a_failed_setting_aside_says_that_it_is_the_setting_aside_that_is_void(ask: Ask) -> None:
    """The removal stands (mutation: the verdict alone, beside "the removal is not set aside")."""
    text = flat(ask, "replay", "edge-E31")
    assert "void: sets nothing" in text
    assert "VOID set aside removal.ceo: sets nothing aside" in flat(
        ask, "replay", "edge-E31", "--at", "asked-after-months"
    )
    why = flat(ask, "why", "edge-E31", "asked-after-months")
    assert "NO removal.ceo is valid: there is nothing to set aside" in why


def test_who_sits_on_after_a_term_is_named_where_the_count_looks_at_the_roll(ask: Ask) -> None:
    """Three of four seats, three needed: one of the three holds over (§ 141(b)), which the reading decided at `over`.

    Mutation: what an earlier step found is not looked for.
    """
    text = flat(ask, "replay", "edge-E37", "--at", "vote")
    assert "quorum: 3 count as present, 3 needed of 4 authorized seats" in text
    note = "-- Ana Silva holds over and is counted: the term is over, and no successor qualified [8 Del. C. § 141(b)]"
    assert note in text
    assert "depends on reading, by what was ruled at `over`" in text
    other = flat(ask, "replay", "edge-E37", "--at", "vote", "--reading", "without-it")
    assert "holds over" not in other
    assert "holds over" not in flat(ask, "replay", "edge-E37", "--at", "over")


def test_an_assumption_without_a_reason_ends_without_a_colon(ask: Ask) -> None:
    """The reading of E05 has a title and no more (mutation: the colon stands either way)."""
    text = flat(ask, "replay", "edge-E05", "--at", "paper")
    assert "a1 = reading statute (no instrument speaks of consents) (edge/edge-E05.yaml" in text


def test_a_void_clause_is_a_note_and_no_finding_that_helps(ask: Ask) -> None:
    """Only a by-law lets a majority sign, which it may not (mutation: every valid finding has `ok`)."""
    text = flat(ask, "replay", "edge-E05", "--reading", "by-law", "--at", "paper")
    assert "-- certificate of incorporation, majority-signs goes further than" in text
    assert "ok certificate of incorporation, majority-signs" not in text


def test_what_a_court_may_do_is_labelled_and_stockholders_may_ask_for_the_books(ask: Ask) -> None:
    """Directors by § 220(d), stockholders by § 220(b) and (c) (mutation: no rule for stockholders)."""
    text = flat(ask, "who-can", "dual-class", "sue", "--at", "removal")
    assert "remedy: the Court of Chancery orders inspection, within the bounds it sets" in text
    books = "for a proper purpose [8 Del. C. § 220(b), (c); known], of Quillon Instruments: Aster Pension Fund"
    assert books in text
