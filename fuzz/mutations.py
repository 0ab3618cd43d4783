"""Files that are almost right: bytes of real ones changed at random, and trees of real ones with parts changed about.

Everything is drawn from one `random.Random`, so that a seed gives the same files again.
"""

import json
from collections.abc import Iterator
from random import Random

import yaml

Tree = str | list["Tree"] | dict[str, "Tree"]

TOKENS = (
    *(
        b"\x00",
        b"\xff",
        b"\xef\xbb\xbf",
        b"\r",
        b"\t",
        b"\n",
        b"\n\n",
        b"  ",
        b"&a ",
        b"*a",
        b"<<: ",
        b"!!str ",
        b"---\n",
    ),
    *(
        b"{",
        b"}",
        b"[",
        b"]",
        b", ",
        b": ",
        b"- ",
        b"? ",
        b"| ",
        b">-\n",
        b"#",
        b'"',
        b"'",
        b"%",
        b"@",
        b"`",
        b"~",
        b"\\",
    ),
    *(
        "\u202e".encode(),
        "\u200b".encode(),
        "e\u0301".encode(),
        "\u00e9".encode(),
        "\U0001f468\u200d".encode(),
        b"\xc3",
    ),
    *("\u2028".encode(), "\u0085".encode(), "\ud7ff".encode(), "陈".encode(), b"9" * 31, b"0", b"-1", b"1/0", b"1e9"),
)

WORDS = (
    *(
        "",
        "0",
        "1",
        "2",
        "7",
        "-1",
        "9" * 18,
        "9" * 31,
        "1/2",
        "2/0",
        "0/1",
        "3/2",
        "100%",
        "0%",
        "33.3%",
        "700+",
        "~770",
    ),
    *("490..505", "505..490", "yes", "no", "any", "never", "none", "nobody", "unknown", "all of cast", "> 1/2 of cast"),
    *(
        ">= 0 of cast",
        "> 0/1 of in_office",
        ">= 2/3 of present and > 1 of authorized",
        "> 3/2*sqrt(outstanding) of cast",
    ),
    *("> sqrt(0) of eligible", "> 1/2 of represented", "2024-02-30", "1600-01-01", "2999-12-31", "2024-03-01T02:30~"),
    *(
        "2024-03-31T02:30",
        "2024-03-01/2024-03-02",
        "48h",
        "0h",
        "1 month",
        "99999 months",
        "999999999d",
        "target",
        "param",
    ),
    *("meeting", "consent", "board", "office", "seat", "shares", "mandatory", "charter", "plurality", "schulze", "tie"),
    *("not ", "vacant(", "true", "null", "~", "=", "in_office(acme.board) >= 1/2 of 7", "in_law(happened(vote))", "*"),
    *(
        "controls(ann, acme)",
        "can(ann, remove bob from acme.board)",
        "can(bob, sue)",
        "before(vote)",
        "after(2999-12-31)",
    ),
)


def bytes_changed(rng: Random, data: bytes, others: tuple[bytes, ...]) -> bytes:
    """Change a few places of a file: bytes dropped, doubled, moved, overwritten, or taken from another file."""
    out = bytearray(data)
    for _ in range(rng.choice((1, 1, 1, 2, 3, 6))):
        at, length = rng.randrange(len(out) + 1), rng.choice((1, 2, 5, 20, 80, 400))
        match rng.randrange(9):
            case 0:
                del out[at : at + length]
            case 1:
                out[at:at] = out[at : at + length]
            case 2:
                out[at:at] = rng.choice(TOKENS)
            case 3:
                out[at : at + 1] = rng.choice(TOKENS)
            case 4 if out:
                out[min(at, len(out) - 1)] ^= 1 << rng.randrange(8)
            case 5:
                other = rng.choice(others)
                start = rng.randrange(len(other) + 1)
                out[at:at] = other[start : start + length]
            case 6:
                lines = bytes(out).split(b"\n")
                first, second = rng.randrange(len(lines)), rng.randrange(len(lines))
                lines[first], lines[second] = lines[second], lines[first]
                out = bytearray(b"\n".join(lines))
            case 7:
                lines = bytes(out).split(b"\n")
                del lines[rng.randrange(len(lines))]
                out = bytearray(b"\n".join(lines))
            case _:
                words = bytes(out).split(b" ")
                words[rng.randrange(len(words))] = rng.choice(bytes(rng.choice(others)).split(b" "))
                out = bytearray(b" ".join(words))
    return bytes(out)


def tree(data: bytes) -> Tree | None:
    """Read a file as nested texts; None where it is none."""
    try:
        found = yaml.load(data, Loader=yaml.CBaseLoader)  # noqa: S506 - gives texts, lists and mappings alone
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _places(node: Tree) -> Iterator[tuple[Tree, str | int]]:
    """Give every place of a tree, as what holds it and the key there."""
    waiting: list[Tree] = [node]
    while waiting:
        now = waiting.pop()
        if isinstance(now, dict):
            for key, value in now.items():
                yield now, key
                waiting.append(value)
        elif isinstance(now, list):
            for index, value in enumerate(now):
                yield now, index
                waiting.append(value)


def _get(holder: Tree, key: str | int) -> Tree:
    return holder[key]  # type: ignore[index]  # the key came from that very holder


def _put(holder: Tree, key: str | int, value: Tree) -> None:
    holder[key] = value  # type: ignore[index]  # the same


def tree_changed(rng: Random, found: Tree, others: tuple[Tree, ...]) -> Tree:
    """Change a few places of a tree: left out, replaced by a word or by a part of another file, doubled, wrapped."""
    out: Tree = json.loads(json.dumps(found))
    for _ in range(rng.choice((1, 1, 1, 2, 2, 4))):
        places = list(_places(out))
        if not places:
            break
        holder, key = rng.choice(places)
        value = _get(holder, key)
        match rng.randrange(10):
            case 0:
                del holder[key]  # type: ignore[arg-type,union-attr]  # the same
            case 1 | 2:
                _put(holder, key, rng.choice(WORDS))
            case 3 | 4:
                other, there = rng.choice(list(_places(rng.choice(others))))
                same = [(one, at) for one, at in _places(rng.choice(others)) if at == key]
                other, there = rng.choice(same) if same and rng.random() < 0.8 else (other, there)  # noqa: PLR2004 - mostly
                _put(holder, key, json.loads(json.dumps(_get(other, there))))
            case 5:
                own, there = rng.choice(places)
                if isinstance(own, dict | list) and there in (own if isinstance(own, dict) else range(len(own))):
                    _put(holder, key, json.loads(json.dumps(_get(own, there))))
            case 6 if isinstance(value, list):
                value.extend(json.loads(json.dumps(value)))
            case 6 | 7:
                _put(holder, key, [value] if rng.random() < 0.5 else {rng.choice(WORDS): value})  # noqa: PLR2004 - either
            case 8 if isinstance(value, list) and len(value) > 1:
                rng.shuffle(value)
            case _ if isinstance(holder, dict) and isinstance(key, str):
                other, there = rng.choice(list(_places(rng.choice(others))))
                name = str(there) if isinstance(there, str) else rng.choice(WORDS)
                holder[name] = holder.pop(key)
            case _:
                _put(holder, key, rng.choice(WORDS))
    return out


def written(changed: Tree) -> bytes:
    """Write a tree as a file; JSON is YAML, too."""
    return json.dumps(changed, ensure_ascii=False, indent=1).encode(errors="replace")
