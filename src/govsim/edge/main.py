"""The door: arguments in, an exit code out. Nothing that goes wrong leaves here as a traceback.

0 done; 1 done with a finding; 2 usage; 3 invalid scenario; 4 refused under --strict; 5 cannot read or
write; 70 a fault of ours, with the full report in a file; 130 interrupted.
"""

import gc
import sys
from collections.abc import Sequence

from govsim import __version__
from govsim.errors import BugError, GovsimError, InvalidError

USAGE = 2
BUG = 70
INTERRUPTED = 130

COMMANDS = (
    ("replay", "govsim.edge.commands.replay:replay", "What happened, and was it allowed? Every step with its ruling."),
    ("whatif", "govsim.edge.commands.whatif:whatif", "What if? Change one thing, and see what still follows."),
    ("diff", "govsim.edge.commands.diff:diff", "Two tellings side by side: where they part, where they end apart."),
    ("state", "govsim.edge.commands.state:state", "Who holds what at a step, in fact and in law; what changed since."),
    ("why", "govsim.edge.commands.why:why", "Why a step was ruled so and what would have turned it; or a question."),
    ("can", "govsim.edge.commands.powers:can", "May they? Whether somebody could do something with nobody's help."),
    ("who-can", "govsim.edge.commands.powers:who_can", "Who could, who could stop it, and who could ask a court."),
    ("waterfall", "govsim.edge.commands.waterfall:waterfall", "Who gets paid? Who is owed what, tier by tier."),
    (
        "readings",
        "govsim.edge.commands.readings:readings",
        "Does it depend on what is disputed? Each conclusion, robust or not.",
    ),
    (
        "sources",
        "govsim.edge.commands.sources:sources",
        "Where sources disagree, what depends on it, what rests on what.",
    ),
    ("cite", "govsim.edge.commands.cite:cite", "What one answer rests on, as BibTeX or CSL-JSON."),
    ("check", "govsim.edge.commands.check:check", "Every problem of a scenario, with its place and its cure."),
    (
        "schema",
        "govsim.edge.commands.schema:schema",
        "A JSON Schema for editors, with the names of a file to choose from.",
    ),
    ("rule", "govsim.edge.commands.catalogue:rule", "What a problem code means, or what a rule of law says."),
    ("list", "govsim.edge.commands.catalogue:list_", "The bundled scenarios, edge cases, structures and law packs."),
    ("log", "govsim.edge.commands.log:log", "What was told on both tracks, as JSON lines chained by hashes."),
    ("verify", "govsim.edge.commands.verify:verify", "Whether a log is whole and unchanged, and what a replay tells."),
    ("new", "govsim.edge.commands.new:new", "A small scenario, or a fork of one, to start from."),
    (
        "import-ocf",
        "govsim.edge.commands.import_ocf:import_ocf",
        "Who holds which shares, from an Open Cap Format file.",
    ),
    ("demo", "govsim.edge.commands.demo:demo", "One decision under every reading of its rules."),
)


def _run(arguments: Sequence[str]) -> int:
    # costly, and a broken import must end as a bug report
    from cyclopts import App, CycloptsError, MissingArgumentError, UnusedCliTokensError  # noqa: PLC0415 - costly

    commands = {name for name, _, _ in COMMANDS}
    asks_for_help = not commands.intersection(arguments[:1]) or not {"--help", "-h"}.isdisjoint(arguments)
    app = App(
        name="govsim",
        help="Replay a board governance crisis from a text file: what happened, was it allowed, by which clause.",
        version=__version__,
        help_formatter="plain" if asks_for_help else None,  # costly to import
        suppress_keyboard_interrupt=False,
    )
    for name, target, words in COMMANDS:
        app.command(target, name=name, help=words)
    try:
        code = app(arguments, exit_on_error=False, print_error=False, result_action="return_value")
    except CycloptsError as error:
        from govsim.edge.output import complain  # noqa: PLC0415 - only here

        command = " ".join((app.name[0], *(error.command_chain or ())))
        said = str(error).rstrip()
        if isinstance(error, MissingArgumentError) and error.argument is not None:
            name = error.argument.name
            said = f"`{command}` needs {f'a value for {name}' if name.startswith('-') else name}"
        if isinstance(error, UnusedCliTokensError):
            said = f"`{command}` does not know what to do with {' '.join(error.unused_tokens or ())}"
            said += "; words that belong together go in quotes"
        complain(f"govsim: {said}\nSee: {command} --help")
        return USAGE
    return code if isinstance(code, int) else 0


def _problems(error: InvalidError, arguments: Sequence[str]) -> str:
    from govsim.edge.running import rendered  # noqa: PLC0415 - only where there are problems

    given = next((one for one in arguments[1:] if not one.startswith("-")), "")
    return rendered(error, given)


def _bug(error: BaseException, arguments: Sequence[str]) -> str:
    """Save the full report of a fault of ours, and say where it is."""
    import tempfile  # noqa: PLC0415 - only where something went wrong
    import traceback  # noqa: PLC0415 - the same

    report = f"govsim {__version__}\nPython {sys.version}\narguments: {list(arguments)}\n\n"
    report += "".join(traceback.format_exception(error))
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="govsim-report-", suffix=".txt", delete=False, encoding="utf-8", errors="backslashreplace"
        ) as file:
            file.write(report)
        where = f"The full report is in {file.name}"
    except OSError:
        where = "The full report could not be saved"
    return f"govsim: a fault of govsim itself ({type(error).__name__}). {where}"


def run(arguments: Sequence[str]) -> int:
    """Run one command and give its exit code."""
    from govsim.edge.output import complain, forget_output  # noqa: PLC0415 - kept beside their only use

    try:
        return _run(arguments)
    except BrokenPipeError:
        # the reader of the pipe has left: nothing more to say, and nothing went wrong
        forget_output()
        return 0
    except InvalidError as error:
        complain(_problems(error, arguments))
        return error.exit_code
    except BugError as error:
        complain(_bug(error, arguments))
        return BUG
    except GovsimError as error:
        complain(f"govsim: {error}")
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the last door: whatever it is, it is our fault
        complain(_bug(error, arguments))
        return BUG


def main() -> None:
    """Run as the command `govsim`: one answer and an end, so that nothing is gained by looking for garbage."""
    gc.disable()
    sys.exit(run(sys.argv[1:]))
