"""What YAML's parser stumbled over, in plain words and with a cure.

The two parsers of PyYAML (C and Python) word the same fault differently; both wordings lead to one sentence here.
"""

import re

import yaml

from govsim.errors import Place, Problem, Related
from govsim.reader.text import shortened, span

_NO_SPACE = re.compile(r"\s*(?:- +)*([^\s:#'\"\[{]+):([^\s:].*)")
_QUOTE = "put the text in quotes"
_WIDE = "a full-width colon `：` does not end a key"
_CLOSE = "a space is missing after the colon"
_LOST = frozenset({_WIDE, _CLOSE})


def explain(error: yaml.YAMLError | ValueError | OverflowError, text: str, file: str) -> Problem:
    """Turn the error a YAML parser raised on `text` into a problem GS100.

    The place is where the parser gave up, at the latest behind the last character that is not blank; for a line that
    lacks its colon it is that line.
    """
    if not isinstance(error, yaml.MarkedYAMLError):
        place = span(text, file, 0, 0)
        return Problem(code="GS100", message="this is not YAML: a number in it is out of range", place=place)
    problem, context = error.problem or "", error.context or ""
    at = 0 if error.problem_mark is None else error.problem_mark.index
    began = None if error.context_mark is None else error.context_mark.index
    if began is not None and "could not find expected ':'" in problem:
        at, began = began, None
    at = min(at, len(text.rstrip()))
    message, cure = _words(problem, context, text, at)
    if message in _LOST:
        line = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
        at = min(at, text.index("：" if message == _WIDE else ":", line))
    related: tuple[Related, ...] = ()
    if began is not None and began < at:
        opened = "opened here" if "quoted" in context or "flow" in context else "this part began here"
        related = (Related(place=_character(text, file, began), label=opened),)
    return Problem(code="GS100", message=message, place=_character(text, file, at), related=related, help=cure)


def _character(text: str, file: str, at: int) -> Place:
    """Place the one character at `at`, or nothing where the line or the text ends."""
    return span(text, file, at, at + (text[at : at + 1] not in {"", "\r", "\n"}))


def _words(problem: str, context: str, text: str, at: int) -> tuple[str, str]:
    """Say what is wrong at `at`, and how to cure it."""
    here = text[at : at + 1]
    before = re.split(r"[\r\n]", text[:at])[-1]
    line = before + re.split(r"[\r\n]", text[at:], maxsplit=1)[0]
    if here == "\t" or "tab character" in problem:
        return "a tab stands where YAML wants spaces", "replace the tab by spaces"
    if "quoted scalar" in context and "unexpected" in problem:
        return "a quote is opened and never closed", "close the text with the quote it was opened with"
    if "could not find expected ':'" in problem:
        neither = "this line is not `key: value`", "add the colon, or indent the line under the text it continues"
        return _lost_colon(line) or neither
    if "mapping values are not allowed" in problem:
        above = re.split(r"[\r\n]+", text[: at - len(before)].rstrip())[-1]
        wrong = (
            "a colon stands where no key can end",
            f"if `: ` belongs to the text, {_QUOTE}; else check the indentation",
        )
        lost = _lost_colon(above)
        return wrong if lost is None else (f"in a line above, {lost[0]}", lost[1])
    if "cannot start any token" in problem:
        return f"a text cannot begin with `{here}`", _QUOTE
    if "scanning an alias" in context or "scanning an anchor" in context:
        return "`*` and `&` begin the name of another part of the file, and no good name follows", _QUOTE
    if "tag" in problem or "tag" in context:
        return "`!` begins a tag, which govsim does not use", _QUOTE
    if "quoted scalar" in context:
        return "a backslash in double quotes begins an escape that YAML does not know", "use single quotes"
    if "',' or" in problem:
        if before.endswith(('"', "'")) and before.count(before[-1]) > 1 and here.isalnum():
            return "a text goes on after the quote that closes it", "put the text in quotes of the other kind"
        return "a bracket is not closed, or a comma is missing", "close the bracket that was opened, or add the comma"
    if "sequence entries are not allowed" in problem:
        return "a list cannot begin here", "begin the list on the next line"
    if "node content" in problem:
        return "a value is missing here", f"write the value; if this sign belongs to the text, {_QUOTE}"
    if before.strip():
        lost = _lost_colon(line)
        if lost is not None:
            return lost
        return "something is left over after the end of a value", "put the whole text in one pair of quotes"
    if "block" in context or "document start" in problem:
        return "this line does not line up with its neighbours", "indent the lines of one list or mapping alike"
    return f"this is not YAML: {problem}", ""


def _lost_colon(line: str) -> tuple[str, str] | None:
    """Say why the colon in `line` does not end a key, if that is so."""
    if "：" in line:
        return _WIDE, "type an ASCII colon and a space: `: `"
    found = _NO_SPACE.match(line)
    if found:
        return _CLOSE, f"write `{shortened(found[1])}: {shortened(found[2])}`"
    return None
