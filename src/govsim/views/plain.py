"""Replays and states as plain data for JSON, and as flat rows for a pipe; the same model as on the terminal."""

from govsim.engine.reversal import Reversal
from govsim.record.canon import Json, plain
from govsim.record.rulings import Finding
from govsim.record.state import State, Tenure, holders
from govsim.views.afterwards import dependence_sentences, reversal_sentences
from govsim.views.lexicon import Lexicon
from govsim.views.sentences import sentence
from govsim.views.telling import ItemRow, StepRow, Telling
from govsim.world.time import stamp

SCHEMA = "govsim/replay/1"


def finding_tree(finding: Finding, names: Lexicon) -> Json:
    """Give findings with codes, exact numbers, clauses and words."""
    return {
        "code": finding.code,
        "verdict": finding.verdict.word,
        "words": sentence(finding, names),
        "names": dict(finding.names),
        "numbers": dict(finding.numbers),
        "clause": finding.clause,
        "findings": [finding_tree(child, names) for child in finding.children],
    }


def held(state: State) -> Json:
    """Give who holds which position."""
    return {key[1]: plain(value) for key, value in state.items() if key[0] == "held"}


def _item(row: ItemRow, names: Lexicon, *, surveyed: bool) -> Json:
    return {
        "id": row.id,
        "words": row.words,
        "verdict": row.verdict.word,
        "rests_on": list(row.ruling.rests_on),
        "depends_on": list(row.depends_on) if surveyed else None,
        "events": plain(row.ruling.events),
        "finding": finding_tree(row.ruling.finding, names),
    }


def _step(row: StepRow, names: Lexicon, *, surveyed: bool) -> Json:
    step = row.entry.step
    verdict = row.entry.verdict
    return {
        "number": row.number,
        "id": row.id,
        "at": stamp(step.at),
        "earliest": plain(step.at.earliest),
        "latest": plain(step.at.latest),
        "precision": step.at.precision,
        "by": step.by,
        "words": row.words,
        "said": row.said,
        "verdict": None if verdict is None else verdict.word,
        "items": [_item(item, names, surveyed=surveyed) for item in row.items],
        "status": row.status,
        "sources": [{"source": cite.source, "at": cite.at} for cite in step.cites],
        "condition": row.entry.condition,
        "steps_read": list(row.entry.depends_on),
        "in_fact": held(row.entry.fact),
        "in_law": held(row.entry.law),
    }


def _reversal(found: Reversal) -> Json:
    return {**{k: v for k, v in _fields(found).items() if k != "alone"}, "alone": found.alone.word}


def _fields(found: Reversal) -> dict[str, Json]:
    data = plain(found)
    return data if isinstance(data, dict) else {}


def as_data(telling: Telling, version: str) -> Json:
    """Give a replay as plain data, as the published schema describes it."""
    depends = telling.dependence
    return {
        "schema": SCHEMA,
        "govsim": version,
        "scenario": telling.story,
        "title": telling.title,
        "notice": telling.notice,
        "choices": dict(telling.settings),
        "fact_hash": telling.timeline.fact_hash,
        "steps": [_step(row, telling.names, surveyed=depends.worlds > 0) for row in telling.rows],
        "trusted": [{"label": t.label, "key": t.key, "text": t.text, "place": t.place} for t in telling.trusted],
        "rules_not_seen": [
            {"id": r.id, "cite": r.cite, "standing": r.standing, "assumes": r.assumes} for r in telling.unseen
        ],
        "expectations": [{"expr": expr, "holds": holds} for expr, holds in telling.expected],
        "promises": {"kept": telling.promises - len(telling.broken), "broken": list(telling.broken)},
        "reversals": [_reversal(found) for found in telling.reversals],
        "said": [*reversal_sentences(telling), *dependence_sentences(telling)],
        "dependence": {
            "proved": depends.proved,
            "worlds": depends.worlds,
            "asked": list(depends.asked),
            "by_item": {name: list(found) for name, found in depends.by_item.items()},
        },
    }


COLUMNS = (
    "number",
    "step",
    "item",
    "earliest",
    "latest",
    "who",
    "act",
    "verdict",
    "depends_on",
    "rests_on",
    "status",
    "sources",
    "in_fact",
    "in_law",
)


def _tenure(tenure: Tenure) -> str:
    number = f" {tenure.units}" if tenure.units != 1 else ""
    return f"{tenure.party}{'*' if tenure.interim else ''}{number}"


def _flat(state: State) -> str:
    parts = []
    for kind, *names in (key for key, _ in state.items()):
        if kind == "held":
            parts.append(f"{names[0]}={','.join(map(_tenure, holders(state, names[0])))}")
    return "; ".join(parts)


def as_rows(telling: Telling) -> tuple[tuple[str, ...], ...]:
    """Give a replay as flat rows with full values: one for each item of a decision, one for every other step."""
    out = [COLUMNS]
    for row in telling.rows:
        step, entry = row.entry.step, row.entry
        head = (str(row.number), row.id)
        when = (str(plain(step.at.earliest)), str(plain(step.at.latest)), step.by)
        tail = (row.status, row.sources, _flat(entry.fact), _flat(entry.law))
        for item in row.items:
            middle = (item.words, item.verdict.word, ",".join(item.depends_on), ",".join(item.ruling.rests_on))
            out.append((*head, item.id, *when, *middle, *tail))
        if not row.items:
            verdict = row.said if entry.verdict is None or entry.verdict.effective else entry.verdict.word
            out.append((*head, "", *when, row.words, verdict, "", "", *tail))
    return tuple(out)
