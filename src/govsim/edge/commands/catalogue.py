"""`govsim list`, `govsim rule` and `govsim demo`: what there is, what a code or a rule means, something to see."""

from typing import Annotated

from cyclopts import Parameter

from govsim.codes import CODES
from govsim.edge import flags
from govsim.edge.files import load, names_of, question_of
from govsim.edge.output import tsv, write
from govsim.errors import UsageError
from govsim.reader.similar import nearest
from govsim.views.rulebook import clause_text
from govsim.world.clauses import Clause
from govsim.world.sources import words_in


def list_(*, json: flags.Json = False) -> int:
    """Name the bundled scenarios, their forks with what each asks, structures, law packs, and edge cases."""
    from govsim.record.canon import Json, canonical  # noqa: PLC0415 - for --json alone

    rows = [("scenario", name, words_in(load(name).title)) for name in names_of("scenarios")]
    rows += [("fork", name, words_in(question_of(name))) for name in names_of("forks")]
    rows += [(kind[:-1], name, "") for kind in ("structures", "laws") for name in names_of(kind)]
    rows += [("edge", name, words_in(question_of(name, "edge"))) for name in names_of("edge")]
    if json:
        data: Json = [{"kind": kind, "name": name, "title": title} for kind, name, title in rows]
        write(canonical(data) + "\n")
    else:
        write(tsv(rows))
    return 0


def rule(
    code: Annotated[str, Parameter(help="a problem code such as GS201, or the id of a rule, as a replay lists it")],
    /,
) -> int:
    """Explain a problem code, or show a rule of law with its words, citation and rank."""
    if code.upper() in CODES:
        write(_code_text(code.upper()))
        return 0
    clauses: dict[str, Clause] = {}
    found: list[Clause] = []
    for kind in ("scenarios", "edge"):  # some law packs are used by edge cases alone
        for name in () if found else names_of(kind):
            clauses.update((one.id, one) for one in load(name).structure.clauses)
        found = [one for one in clauses.values() if one.id == code or one.id.endswith(f".{code}")]
    if not found:
        near = nearest(code, [*CODES, *clauses, *(one.rpartition(".")[2] for one in clauses)])
        hint = f"; did you mean `{near}`?" if near else "; codes run from GS100, rules are named `PACK.RULE`"
        raise UsageError(f"there is no code and no rule `{code}`{hint}")
    write("\n".join(clause_text(one) for one in found))
    return 0


def _code_text(code: str) -> str:
    found = CODES[code]
    parts = [f"{code}  {found.title}", "", found.meaning]
    for label, example in (("wrong", found.wrong), ("right", found.right)):
        if example:
            parts += ["", f"{label}:", "", *(f"    {line}" for line in example.rstrip().splitlines())]
    return "\n".join(parts) + "\n"
