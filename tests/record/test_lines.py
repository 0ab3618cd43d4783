"""The lines of a log: the chain as anybody can check it, and every way in which a line may not follow."""

import json
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from govsim.errors import BugError
from govsim.record import events as ev
from govsim.record import lines as module
from govsim.record.canon import Json, canonical
from govsim.record.lines import (
    FIRST,
    SCHEMA,
    BrokenError,
    Header,
    Lift,
    Line,
    Lines,
    NoLogError,
    lifting,
    read_header,
    written,
)
from govsim.record.marks import Kept, Redone, Told, Undone
from govsim.world.expressions import Name

HEADER = Header(scenario="acme", choices={"size": "5"})
TOLD = (
    Line(1, "start", "", "", ev.Seated(position="acme.ceo", party="ann", sole=True)),
    Line(2, "fact", "vote", "", ev.Unseated(position="acme.ceo", party="ann")),
    Line(3, "law", "vote", "vote.out", Kept()),
    Line(4, "fact", "letter", "", ev.Signed(letter='open "letter"', parties=("zoë", "ann"))),
    Line(5, "fact", "letter", "", ev.Signed(letter='open "letter"', parties=("zoë", "ann"))),
    Line(6, "law", "cure", "vote.out", Redone(events=(ev.Unseated(position="acme.ceo", party="ann"),))),
    Line(7, "law", "back", "vote.out", Undone()),
    Line(8, "law", "später", 'x."y"', ev.Unseated(position="acme.ceo", party="ann")),
    Line(9, "law", "s9", "s9.i", ev.Unseated(position="acme.ceo", party="ann")),
)


def log(lines: Iterable[Line] = TOLD, header: Header = HEADER) -> list[bytes]:
    return [text.encode() for text in written(header, lines)]


def read(raws: list[bytes], lifts: tuple[Lift, ...] = ()) -> tuple[Header, list[Line]]:
    header, chain, needed = read_header(raws[0], lifts)
    return header, list(Lines(raws[1:], chain, needed))


def quickly(raws: list[bytes]) -> list[Line | Told]:
    header, chain, needed = read_header(raws[0])
    assert header.scenario
    return list(Lines(raws[1:], chain, needed).told())


def test_a_line_in_fact_whose_event_is_known_gives_the_event_alone() -> None:
    """The fifth line says what the fourth said; the ninth does, too, but in law (mutation: its track is not asked)."""
    found = quickly(log())
    assert [n for n, one in enumerate(found, start=1) if not isinstance(one, Line)] == [5]
    assert found[4] == TOLD[4].told
    assert (found[1], found[8]) == (TOLD[1], TOLD[8])


def test_of_a_log_that_is_trusted_the_chain_of_a_known_event_in_fact_is_not_made_again() -> None:
    """Its fifth line has another chain, and so the sixth does not follow from it (mutation: `trusted` is not asked)."""
    raws = log()
    header, chain, lifts = read_header(raws[0])
    whole = Lines(raws[1:], chain, lifts, trusted=True)
    assert [one.told if isinstance(one, Line) else one for one in whole.told()] == [line.told for line in TOLD]
    assert (header, whole.chain) == (HEADER, json.loads(raws[-1])["chain"])
    other = raws[5].replace(json.loads(raws[5])["chain"].encode(), b"0" * 64)
    assert list(Lines([*raws[1:5], other], chain, lifts, trusted=True).told())[-1] == TOLD[4].told
    with pytest.raises(BrokenError, match="line 7 breaks the chain"):
        list(Lines([*raws[1:5], other, raws[6]], chain, lifts, trusted=True).told())


def chained(*data: dict[str, Any]) -> list[bytes]:
    """Chain any lines by the rule as the docs give it, so that nothing but what they say can be wrong."""
    chain, out = "0" * 64, []
    for one in data:
        text = json.dumps(one, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        chain = sha256((chain + text).encode()).hexdigest()
        out.append(f'{{"chain":"{chain}",{text[1:]}'.encode())
    return out


HEAD: dict[str, Any] = {"log": {"schema": SCHEMA, "scenario": "acme", "choices": {"size": "5"}}}
OPENED: dict[str, Any] = {"event": {"kind": "opened", "thing": "t"}, "item": "", "n": 1, "step": "s", "track": "fact"}


LATER: dict[str, Any] = {"kind": "scheduled", "id": "x", "changes": [], "due": None}
NEVER: dict[str, Any] = {"kind": "amount", "value": -1, "unit": ""}
DEEP: dict[str, Any] = {"kind": "name", "ref": "c"}
for _ in range(800):
    DEEP = {"kind": "not", "part": DEEP}


def test_a_log_is_read_as_it_was_written() -> None:
    """Mutations: the item and the step change places; a line known by its text has the event of another."""
    assert read(log()) == (HEADER, list(TOLD))


def test_the_lines_are_canonical_json_and_the_chain_is_the_one_the_docs_give() -> None:
    """The chain is made anew here from the words of the docs (mutation: it begins with an empty text)."""
    raws = log()
    data = [json.loads(raw) for raw in raws]
    for raw, one in zip(raws, data, strict=True):
        assert canonical(one).encode() == raw
        assert next(iter(json.loads(raw))) == "chain"
    assert chained(*({key: one[key] for key in one if key != "chain"} for one in data)) == raws
    assert data[0]["log"] == HEAD["log"]
    assert {key: data[3][key] for key in data[3] if key != "chain"} == {
        "event": {"kind": "kept"}, "item": "vote.out", "n": 3, "step": "vote", "track": "law",
    }  # fmt: skip


def test_the_chain_of_the_last_line_is_known_at_the_end_and_of_the_last_sound_one_where_a_line_breaks() -> None:
    raws = log()
    header, chain, lifts = read_header(raws[0])
    whole = Lines(raws[1:], chain, lifts)
    assert (header, len(list(whole))) == (HEADER, 9)
    assert whole.chain == json.loads(raws[-1])["chain"]
    quick = Lines(raws[1:], chain, lifts)
    assert [one.told if isinstance(one, Line) else one for one in quick.told()] == [line.told for line in TOLD]
    assert quick.chain == whole.chain
    broken = Lines([*raws[1:5], raws[6]], chain, lifts)
    with pytest.raises(BrokenError):
        list(broken)
    assert broken.chain == json.loads(raws[4])["chain"]
    quick = Lines([*raws[1:5], raws[5].replace(b'"n":5', b'"n":6')], chain, lifts)
    with pytest.raises(BrokenError, match="line 6 breaks the chain"):
        list(quick.told())
    assert quick.chain == broken.chain


def test_the_chain_of_each_line_is_known_as_soon_as_the_line_is_given() -> None:
    """Mutation: it is known in the end only."""
    raws = log()
    _, chain, lifts = read_header(raws[0])
    whole = Lines(raws[1:], chain, lifts)
    assert [whole.chain for _ in whole] == [json.loads(raw)["chain"] for raw in raws[1:]]


def test_any_byte_changed_anywhere_is_found_in_its_line() -> None:
    """Every byte of a log is changed in turn (mutation: the comma after the chain is not looked at)."""
    raws = log()
    for number, raw in enumerate(raws):
        for place in range(len(raw)):
            changed = raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :]
            for way in (read, quickly):
                with pytest.raises(BrokenError) as caught:
                    way([*raws[:number], changed, *raws[number + 1 :]])
                assert caught.value.line == number + 1, (number, place)


def test_a_line_taken_away_put_twice_or_moved_breaks_the_chain_where_it_was() -> None:
    raws = log()
    for number in range(1, len(raws) - 1):
        for changed in (
            raws[:number] + raws[number + 1 :],
            raws[: number + 1] + raws[number:],
            [*raws[:number], raws[number + 1], raws[number], *raws[number + 2 :]],
        ):
            with pytest.raises(BrokenError, match="breaks the chain"):
                read(changed)
    assert read(raws[:-1]) == (HEADER, list(TOLD[:-1]))  # what was never written is missed by nobody


@pytest.mark.parametrize(
    ("lines", "line", "says"),
    [
        ([OPENED | {"n": 2}], 2, "is number 2 and should be number 1"),
        ([OPENED, OPENED], 3, "is number 1 and should be number 2"),
        ([OPENED, OPENED | {"n": 2, "track": "start"}], 3, "after something was told"),
        ([OPENED | {"more": 1}], 2, "has other keys than a line of a log: 'event', 'item', 'more'"),
        ([{"log": {}}], 2, "has other keys than a line of a log: 'log'"),
        ([OPENED | {"n": "1"}], 2, "does not say its number"),
        ([OPENED | {"n": True}], 2, "does not say its number"),
        ([OPENED | {"track": "both"}], 2, "does not say its number"),
        ([OPENED | {"step": None}], 2, "does not say its number"),
        ([OPENED | {"item": 3}], 2, "does not say its number"),
        ([OPENED | {"event": {"kind": "kept"}}], 2, "takes back or redoes what happened"),
        ([OPENED | {"event": {"kind": "undone"}, "track": "start"}], 2, "takes back or redoes what happened"),
        ([OPENED | {"event": {"kind": "vanished"}}], 2, "tells of no event: {'kind': 'vanished'} is none of"),
        ([OPENED | {"event": LATER | {"condition": NEVER}}], 2, "must be >= 0"),
        ([OPENED | {"event": LATER | {"condition": DEEP}}], 2, "recursion"),
        ([OPENED, OPENED | {"n": 2, "track": "both"}], 3, "does not say its number"),
        ([OPENED, OPENED | {"n": 2, "step": 2}], 3, "does not say its number"),
    ],
)  # fmt: skip
def test_a_line_that_is_chained_and_yet_wrong_is_named_with_its_reason(
    lines: list[dict[str, Any]], line: int, says: str
) -> None:
    with pytest.raises(BrokenError) as caught:
        read(chained(HEAD, *lines))
    assert caught.value.line == line
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ('{"event": 1}', "is not written in the one canonical way"),
        ('{"b":1,"a":1}', "is not written in the one canonical way"),
        ('{"a":1,"a":1}', "is not written in the one canonical way"),
        (r'{"a":"\u00e9"}', "is not written in the one canonical way"),
        (r'{"a":"\ud800"}', "is not written in the one canonical way"),
        ('{"a":1', "is not JSON"),
        ('{"a":' + "[" * 100_000, "is not JSON"),
        ('{"a":1}{"b":1}', "is not JSON"),
        ('{"a":' + "9" * 5000 + "}", "is not JSON"),
    ],
)
def test_a_line_has_one_way_to_be_written(body: str, says: str) -> None:
    raws = chained(HEAD)
    before = json.loads(raws[0])["chain"]
    own = sha256((before + body).encode()).hexdigest()
    with pytest.raises(BrokenError, match="line 2") as caught:
        read([*raws, f'{{"chain":"{own}",{body[1:]}'.encode()])
    assert says in str(caught.value)


def test_a_line_whose_bytes_are_no_text_is_no_json() -> None:
    raws = chained(HEAD)
    before = json.loads(raws[0])["chain"]
    body = b'{"a":"\xff"}'
    own = sha256(before.encode() + body).hexdigest()
    with pytest.raises(BrokenError, match="line 2 is not JSON"):
        read([*raws, b'{"chain":"' + own.encode() + b'",' + body[1:]])


@pytest.mark.parametrize(
    ("first", "says"),
    [
        (b"", "does not begin with a chain: this is no log"),
        (b"govsim: 1", "does not begin with a chain: this is no log"),
        (chained({"event": {}})[0], "does not say of which schema the log is"),
        (chained({"log": []})[0], "does not say of which schema the log is"),
        (chained({"log": {"schema": 1}})[0], "does not say of which schema the log is"),
        (chained({"log": {"schema": "govsim/log/9"}})[0], "schema 'govsim/log/9'; read are: govsim/log/1"),
    ],
)
def test_what_is_no_log_of_a_schema_that_is_read_says_so(first: bytes, says: str) -> None:
    with pytest.raises(NoLogError) as caught:
        read_header(first)
    assert caught.value.exit_code == 3
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("log_is", "says"),
    [
        ({"schema": SCHEMA, "choices": {}}, "does not say what it is a log of"),
        ({"schema": SCHEMA, "scenario": "a", "choices": []}, "does not say what it is a log of"),
        ({"schema": SCHEMA, "scenario": "a", "choices": {"size": 5}}, "says something else"),
        ({"schema": SCHEMA, "scenario": "a", "choices": {}, "more": 1}, "says something else"),
    ],
)
def test_a_first_line_says_what_it_is_a_log_of_and_no_more(log_is: dict[str, Any], says: str) -> None:
    with pytest.raises(BrokenError) as caught:
        read_header(chained({"log": log_is})[0])
    assert not isinstance(caught.value, NoLogError)
    assert says in str(caught.value)


def test_what_is_remembered_is_bounded_and_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """With room for one text only, everything is read and written the same (mutation: what is full forgets nothing)."""
    usual = log()
    monkeypatch.setattr(module, "REMEMBERED", 1)
    assert log() == usual
    assert read(usual) == (HEADER, list(TOLD))


def test_an_event_that_would_be_read_as_another_is_never_written() -> None:
    """A letter with a name in two code points is kept in one: the event is not the one that was told."""
    told = Line(1, "fact", "s", "", ev.Opened(thing="u\u0308"))
    with pytest.raises(BugError, match="is not what would be read again"):
        log([told])


def test_a_condition_does_not_end_an_event_early() -> None:
    """What follows an event is looked for by its first key, which stands after no inner one."""
    later = ev.Scheduled(
        id="x",
        changes=(ev.Settled(item="i", how="avoided"), ev.Settled(item='},"item":"', how="")),
        condition=Name("c"),
    )
    lines = [Line(n, "law", "s", "s.i", later) for n in (1, 2, 3)]
    assert read(log(lines)) == (HEADER, lines)


# --- older schemas -------------------------------------------------------------------------------------------------


def _titled(data: dict[str, Json]) -> dict[str, Json]:
    """From an invented schema that had a flat header, and called the track `side`."""
    if "title" in data:
        return {"log": {"schema": "govsim/log/0", "scenario": data["title"], "choices": {}}}
    return {**{key: data[key] for key in data if key != "side"}, "track": data["side"]}


def _renamed(data: dict[str, Json]) -> dict[str, Json]:
    """To the one in use, which says `opened` for what was `begun`, and in the event what was in the item."""
    if "log" in data:
        return {"log": {"schema": SCHEMA, "scenario": "acme", "choices": {}}}
    event = data["event"]
    assert isinstance(event, dict)
    assert event == {"kind": "begun"}
    return {**data, "event": {"kind": "opened", "thing": data["item"]}, "item": ""}


LIFTS = (Lift("govsim/log/-1", "govsim/log/0", _titled), Lift("govsim/log/0", SCHEMA, _renamed))


@pytest.mark.parametrize(
    ("head", "track"),
    [({"log": {"schema": "govsim/log/-1"}, "title": "acme"}, "side"), ({"log": {"schema": "govsim/log/0"}}, "track")],
    ids=["two schemas back", "one schema back"],
)
def test_a_log_of_an_older_schema_is_lifted_line_by_line(head: dict[str, Any], track: str) -> None:
    """Mutations: lifts are made in reverse; a line whose text is known is not lifted; only the header is lifted."""
    told = [{"event": {"kind": "begun"}, "item": f"t{n}", "n": n, "step": "s", track: "fact"} for n in (1, 2, 3)]
    header, lines = read(chained(head, *told), LIFTS)
    assert header == Header(scenario="acme")
    assert lines == [Line(n, "fact", "s", "", ev.Opened(thing=f"t{n}")) for n in (1, 2, 3)]


def test_the_chain_of_an_older_log_is_that_of_its_own_lines() -> None:
    told = {"event": {"kind": "begun"}, "item": "t", "n": 1, "step": "s", "track": "fact"}
    raws = chained({"log": {"schema": "govsim/log/0"}}, told)
    with pytest.raises(BrokenError, match="line 2 breaks the chain"):
        read([raws[0], raws[1].replace(b'"t"', b'"u"')], LIFTS)


def test_a_log_in_the_schema_in_use_needs_no_lift() -> None:
    assert lifting(LIFTS)[SCHEMA] == ()
    assert read(log(), LIFTS) == (HEADER, list(TOLD))


@pytest.mark.parametrize(
    "lifts",
    [
        LIFTS[:1],
        LIFTS[::-1],
        (LIFTS[0], LIFTS[0], LIFTS[1]),
        (Lift("a", "b", _renamed), Lift("b", "a", _renamed), Lift("a", SCHEMA, _renamed)),
        (Lift(SCHEMA, SCHEMA, _renamed),),
    ],
    ids=["too short", "in reverse", "twice", "round", "nowhere"],
)
def test_lifts_that_do_not_lead_to_the_schema_in_use_stop_everything_at_once(lifts: tuple[Lift, ...]) -> None:
    with pytest.raises(BugError, match="without a gap"):
        read_header(log()[0], lifts)


def test_the_lifts_there_are_were_made_at_the_start_and_are_those_that_are_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Mutation: an older log is read by other lifts than those that were checked."""
    assert lifting(module.LIFTS) == module.WAYS
    first = chained({"log": {"schema": "govsim/log/0"}})[0]
    with pytest.raises(NoLogError, match="read are: govsim/log/1"):
        read_header(first)
    monkeypatch.setattr(module, "WAYS", lifting(LIFTS))
    assert read_header(first)[::2] == (Header(scenario="acme"), LIFTS[1:])


def test_a_gap_in_the_lifts_there_are_stops_the_program_before_anything_is_read() -> None:
    """The module itself, with a lift that leads nowhere (mutation: lifts are checked when a log is read)."""
    text = Path(str(module.__file__)).read_text(encoding="utf-8")
    none = "LIFTS: tuple[Lift, ...] = ()\n"
    assert text.count(none) == 1
    gap = none.replace("()", '(Lift("govsim/log/-1", "govsim/log/0", dict),)')
    with pytest.raises(BugError, match="without a gap: govsim/log/-1 to govsim/log/0"):
        exec(compile(text.replace(none, gap), "<lines>", "exec"), {"__name__": module.__name__})  # noqa: S102 - our own


def test_before_the_first_line_the_chain_is_zeros() -> None:
    assert FIRST == "0" * 64
