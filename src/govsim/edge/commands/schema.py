"""`govsim schema`: what editors need to complete keys, words and names while a file is written."""

from typing import Annotated

from cyclopts import Parameter

from govsim.edge import flags
from govsim.edge.files import names_known
from govsim.edge.language import language
from govsim.edge.output import write
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
    afterwards is in it when it is written anew.
    """
    write(canonical(language(names_known(file) if file else {})) + "\n", out)
    return 0
