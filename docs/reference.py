"""The reference of the language, written from the code's own tables and from `examples/`: run `make docs`.

The tables say which words there are; the files `examples/words-*.yaml` say of each word what it means and show it. An
example is a part of a file. `whole` gives the file it stands for: its keys take their place in `acme.yaml`, those of a
structure in `company.yaml`, and changes are a fork of `acme.yaml`. The tests load and tell every one.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TypeAlias, cast

import yaml

from govsim.codes import CODES
from govsim.reader.stories import STORY_KEYS
from govsim.reader.structures import STRUCTURE_KEYS
from govsim.values import frozen
from govsim.world.expressions import FUNCTIONS

Data: TypeAlias = "str | list[Data] | dict[str, Data]"

DOCS = Path(__file__).parent
EXAMPLES = DOCS / "examples"
PAGE = DOCS / "reference.md"
LONGEST = 2000
FILES = ("files", "acts", "rules", "inside", "conditions", "forks")

_OWN_STEPS = ("include", "conflicts", "reactions", "outcomes", "never", "expect", "steps")
"""What of `acme.yaml` speaks of its steps, and goes where an example brings steps of its own."""

_IN_FORKS = frozenset({"change", "assume", "hangs_on"})
_IN_STRUCTURES = frozenset(STRUCTURE_KEYS) - frozenset(STORY_KEYS)


@frozen(kw_only=True)
class Word:
    """One word of the language: what it says, an example if it has one of its own, and the step a mark is shown at."""

    word: str
    says: str
    example: str = ""
    step: str = ""


@frozen(kw_only=True)
class Section:
    """One table of the language: its words, and what shows them together, a file or some examples."""

    id: str
    title: str
    about: str
    words: tuple[Word, ...]
    file: str = ""
    examples: tuple[str, ...] = ()

    @property
    def shown(self) -> tuple[str, ...]:
        """Every example of the section."""
        return (*self.examples, *(word.example for word in self.words if word.example))


@cache
def data_of(text: str) -> Data:
    """Read YAML as a person wrote it: every value is a text, a list or a mapping."""
    return cast("Data", yaml.load(text, Loader=yaml.BaseLoader))  # noqa: S506 - it makes nothing but texts


def _fields(data: Data) -> dict[str, Data]:
    assert isinstance(data, dict)  # noqa: S101 - our own files
    return data


def _word(word: str, data: Data) -> Word:
    if isinstance(data, str):
        return Word(word=word, says=data)
    return Word(word=word, **{key: cast("str", value) for key, value in _fields(data).items()})


def sections() -> tuple[Section, ...]:
    """Read every section, in the order of the page."""
    texts = ((EXAMPLES / f"words-{name}.yaml").read_text(encoding="utf-8") for name in FILES)
    return tuple(_section_of(one) for text in texts for one in cast("list[Data]", _fields(data_of(text))["sections"]))


def _section_of(data: Data) -> Section:
    fields = _fields(data)
    return Section(
        id=cast("str", fields["id"]),
        title=cast("str", fields["title"]),
        about=cast("str", fields["about"]).strip(),
        words=tuple(_word(word, one) for word, one in _fields(fields["words"]).items()),
        file=cast("str", fields.get("file", "")),
        examples=tuple(cast("list[str]", fields.get("examples", []))),
    )


def _joined(base: Data, more: Data) -> Data:
    """Give `more` in its place in `base`: mappings are joined, lists of mappings go on, anything else is replaced."""
    if isinstance(base, dict) and isinstance(more, dict):
        return base | {key: _joined(base[key], value) if key in base else value for key, value in more.items()}
    if isinstance(base, list) and isinstance(more, list) and all(isinstance(one, dict) for one in (*base, *more)):
        return [*base, *more]
    return more


def whole(example: str) -> dict[str, str]:
    """Give the files an example stands for: the first is the one to load, the others are asked for by their names."""
    shown = _fields(data_of(example))
    story = dict(_fields(data_of((EXAMPLES / "acme.yaml").read_text(encoding="utf-8"))))
    files = {path.stem: path.read_text(encoding="utf-8") for path in EXAMPLES.glob("*.yaml")}
    files["acme-sources.yaml"] = files["acme-sources"]
    files["invented/companies"] = (EXAMPLES / "invented" / "companies.yaml").read_text(encoding="utf-8")
    if not _IN_FORKS.isdisjoint(shown):
        return {"example": _text({"govsim": "1", "fork": "acme", "id": "example", **shown})} | files
    if "steps" in shown:
        story = {key: value for key, value in story.items() if key not in _OWN_STEPS}
        story["sources"] = {}
        story["facts"] = {}
    inside = {key: value for key, value in shown.items() if key in _IN_STRUCTURES}
    own = {key: value for key, value in shown.items() if key not in inside}
    files["company"] = _text(_joined(data_of(files["company"]), inside))
    if "expect" in own:
        story.pop("expect", None)
    return {"example": _text(_joined(story, own))} | files


def _text(data: Data) -> str:
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False)


def _written(word: str, section: str) -> str:
    """Give a word as its headline has it: functions with their arguments."""
    return FUNCTIONS[word].usage if section == "functions" and word in FUNCTIONS else word


def _block(text: str) -> str:
    return f"```yaml\n{text.rstrip()}\n```\n"


def _table(words: Iterable[Word]) -> Iterator[str]:
    yield "\n| key | meaning |\n|---|---|\n"
    for word in words:
        yield f"| `{word.word}` | {word.says} |\n"


def _section(section: Section) -> Iterator[str]:
    yield f"\n## {section.title}\n\n{section.about}\n"
    if not any(word.example for word in section.words):
        yield from _table(section.words)
        if section.file:
            text = (EXAMPLES / section.file).read_text(encoding="utf-8")
            yield f"\nEvery key, in [{section.file}](examples/{section.file}):\n\n{_block(text)}"
        for example in section.examples:
            yield f"\n{_block(example)}"
        return
    for word in section.words:
        name = _written(word.word, section.id)
        at = f" Here: `{word.step}`." if word.step else ""
        yield f"\n### `{name}`\n\n{word.says}{at}\n\n{_block(word.example)}"


def _codes() -> Iterator[str]:
    yield "\n## Problems\n\nEvery problem a file can have, by its code; `govsim rule CODE` shows the same.\n"
    for code in CODES.values():
        yield f"\n### {code.code}: {code.title}\n\n{code.meaning}\n"
        for label, text in (("wrong", code.wrong), ("right", code.right)):
            if text and _readable(text):
                yield f"\n{label.capitalize()}:\n\n{_block(text)}"


def _readable(text: str) -> bool:
    """Say whether a page can show an example: it is short, and has no character that cannot be seen."""
    return len(text) < LONGEST and all(one.isprintable() or one == "\n" for one in text)


def page() -> str:
    """Write the whole page."""
    found = sections()
    head = (
        "<!-- Written by `make docs` from the code and from examples/; change those. -->\n"
        "# The language\n\n"
        "Every word of the files govsim reads, each with a sentence and an example. The examples are parts of one\n"
        "made-up company, Acme: what one does not say stands in [acme.yaml](examples/acme.yaml) and\n"
        "[company.yaml](examples/company.yaml), and changes are a fork of it. The tests load and tell every one.\n"
        "[The tutorial](tutorial.md) is the place to begin, [Write a scenario](writing.md) the next.\n\n"
    )
    index = "".join(f"- [{one.title}](#{_anchor(one.title)})\n" for one in found)
    body = "".join(part for one in found for part in _section(one))
    return head + index + "- [Problems](#problems)\n" + body + "".join(_codes())


def _anchor(title: str) -> str:
    return title.lower().replace(" ", "-")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
