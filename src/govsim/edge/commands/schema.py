"""`govsim schema`: what editors need to complete keys, words and names while a file is written."""

from typing import Annotated

from cyclopts import Parameter

from govsim.edge import flags
from govsim.edge.diagnostics import in_order
from govsim.edge.files import names_known, read_any
from govsim.edge.language import language
from govsim.edge.output import complain, own_or_new, write
from govsim.record.canon import canonical


def schema(
    file: Annotated[str, Parameter(help="list the names that this scenario, fork or structure may use")] = "",
    /,
    *,
    out: flags.Out = None,
) -> int:
    """Give the JSON Schema (draft 7) of the language: keys, words, and the names of a file where one is given.

    Write it beside the file, and let the head of the file name it: `# yaml-language-server: $schema=mine.schema.json`
    for editors that use yaml-language-server, `# $schema: mine.schema.json` for those of JetBrains. A name declared
    afterwards is in it when it is written anew. A file that is there already and is no JSON Schema is left alone.
    """
    if out is not None:
        own_or_new(out, rb'\s*\{\s*"\$schema"', "JSON Schema")
    known = names_known(file) if file else {}
    if file and not any(known.values()):
        problems = in_order(read_any(file)[1])
        if problems:
            first = problems[0]
            complain(f"note: no names could be read from {file}: {first.message} ({first.place}, {first.code})")
    write(canonical(language(known)) + "\n", out)
    return 0
