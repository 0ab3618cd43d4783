"""`govsim new`: a small scenario that loads, to start from."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from govsim.edge.files import bundled
from govsim.edge.output import write
from govsim.errors import UnreadableError, UsageError
from govsim.reader.tokens import word_end

TEMPLATE = "templates/small.yaml"


def new(
    name: Annotated[str, Parameter(help="the name of the scenario; the file is NAME.yaml in this folder")],
    /,
) -> int:
    """Write a small scenario that loads, as NAME.yaml in this folder; an existing file is left alone."""
    if not name or word_end(name, 0) != len(name):
        raise UsageError(f"`{name}` is no name: letters, digits, - and _, beginning with a letter")
    path = Path(f"{name}.yaml")
    text = (bundled() / TEMPLATE).read_text(encoding="utf-8")
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text.replace("NAME", name, 1))
    except FileExistsError:
        raise UnreadableError(f"{path} is already there; it was left alone") from None
    except OSError as error:
        raise UnreadableError(f"cannot write {path}: {error.strerror or error}") from error
    write(f"wrote {path}\nnext:  govsim check {path}   govsim replay {path}\n")
    return 0
