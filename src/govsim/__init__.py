"""govsim: replay a board governance crisis from a text file, under explicit and cited rules of control.

The public interface is small, and its values explain themselves:

    story = govsim.load("nov2023")                               # a path, or the name of a bundled scenario
    timeline = govsim.replay(story, reading="by-law-only")       # every step on both tracks, every act ruled
    timeline.ruling("decision.ceo").verdict                      # one of five verdicts
    print(govsim.explain(timeline, "decision.ceo"))              # and why
    branch = govsim.what_if("nov2023", "{drop: decision}")       # every step decided anew, and marked
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_PUBLIC = {
    "load": "govsim.edge.files",
    "replay": "govsim.edge.public",
    "read_log": "govsim.edge.public",
    "explain": "govsim.edge.public",
    "what_if": "govsim.edge.public",
    "Branch": "govsim.whatif.branch",
    "Story": "govsim.record.story",
    "Timeline": "govsim.engine.timeline",
    "Ruling": "govsim.record.rulings",
    "Finding": "govsim.record.rulings",
    "Verdict": "govsim.record.rulings",
    "GovsimError": "govsim.errors",
    "UsageError": "govsim.errors",
    "InvalidError": "govsim.errors",
    "UnreadableError": "govsim.errors",
}

__all__ = sorted(["__version__", *_PUBLIC])  # noqa: PLE0605 - one table names them all


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever is asked for
    """Import a public name when it is first asked for: a command that needs little stays quick."""
    if name not in _PUBLIC:
        raise AttributeError(f"module 'govsim' has no attribute {name!r}")
    return getattr(import_module(_PUBLIC[name]), name)
