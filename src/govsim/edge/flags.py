"""The flags that several commands share, each with its words."""

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

File = Annotated[str, Parameter(help="a path, or the name of a bundled scenario, with or without .yaml")]
Reading = Annotated[str | None, Parameter(help="judge by this reading of the rules; the facts stay the same")]
Params = Annotated[
    tuple[str, ...],
    Parameter(name="--param", negative="", help="fix an open parameter: --param size=9; may be repeated"),
]
Claims = Annotated[
    tuple[str, ...],
    Parameter(
        name="--set", negative="", help="choose another claim of a fact by number, value or source: --set signatures=1"
    ),
]
Json = Annotated[bool, Parameter(name="--json", negative="", help="give JSON, as docs/schema describes it")]
Format = Annotated[
    Literal["auto", "table", "tsv", "json"],
    Parameter(name="--format", help="a table on a terminal and tab-separated values in a pipe, unless chosen here"),
]
Color = Annotated[Literal["auto", "always", "never"], Parameter(name="--color", help="colour; NO_COLOR is obeyed")]
Lang = Annotated[str, Parameter(name="--lang", help="language of names and titles where the file has it: en, zh-Hans")]
Zone = Annotated[str, Parameter(name="--tz", help="show times as clocks show them in this zone, such as Asia/Shanghai")]
Ascii = Annotated[bool, Parameter(name="--ascii", negative="", help="write ASCII only; other characters as escapes")]
Out = Annotated[Path | None, Parameter(name="--out", help="write to this file instead of standard output")]
