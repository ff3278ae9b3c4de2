"""The command line: parse, call one library function, print.

Data goes to standard output; progress, warnings and counts to standard error. A command's module is imported when it is
called (`kg.commands`), and what it needs inside it, so that `kg --help` and `kg query` stay quick. Exit codes are those
of `kg.errors`.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys

gc.disable()  # of what is loaded here nothing is garbage, and looking for it took a tenth of the time

import click  # noqa: E402

from kg.commands import COMMANDS, loaded, summaries  # noqa: E402
from kg.errors import BROKEN_PIPE, INTERRUPTED, KgError, did_you_mean  # noqa: E402
from kg.version import __version__  # noqa: E402

gc.enable()


class PipeClosed(Exception):
    """Nobody reads what we write any more. Not an OSError, for of that click would make an exit code of its own."""


class Commands(click.Group):
    """The table of commands as a group. It names the nearest command when there is none of the name given."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        return loaded(name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(summaries(formatter.width - 6 - max(map(len, COMMANDS))))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            hint = did_you_mean(args[0], self.list_commands(ctx))
            raise click.UsageError(f'no command "{args[0]}"{hint}', ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise PipeClosed from error


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="kg", message="%(prog)s %(version)s")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
def cli(debug: bool) -> None:
    """Reads news about parliamentary resolutions and the reactions they draw; answers in SPARQL, with the
    sentence behind every claim.

    \b
    Example:
      kg build articles/
      kg query opponents

    Exit codes: 0 done; 1 failed; 2 wrong usage or no store; 3 done, but inputs were skipped; 4 store in use;
    5 disk full or damaged store; 124 time limit; 130 interrupted.
    """


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit code. Every error that a user can cause is one line.

    Without arguments it is that of the process, which is to end with it.
    """
    if arguments is not None:
        return _guarded(list(arguments))
    gc.freeze()
    code = _guarded(sys.argv[1:])
    _end(code)
    return code


def _end(code: int) -> None:
    """End the process. Python would take down one module after the other, while the system takes all back at once.

    Who watches the process to its end (a debugger, a profiler) is left to do so, and so is Python if there are threads.
    """
    import threading

    if threading.active_count() == 1 and sys.gettrace() is None and sys.getprofile() is None:
        atexit._run_exitfuncs()
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        os._exit(code)


def _guarded(given: list[str]) -> int:
    """Run a command; its errors become lines and exit codes."""
    debug = "--debug" in given
    try:
        return _run([argument for argument in given if argument != "--debug"])
    except (PipeClosed, BrokenPipeError):
        # Python flushes standard output once more at exit, so it must lead somewhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return INTERRUPTED
    except KgError as error:
        if debug:
            raise
        from kg.screen import printable

        print(f"kg: {printable(str(error))}", file=sys.stderr)
        return error.exit_code
    except Exception as error:
        if debug:
            raise
        print(f"kg: internal error: {type(error).__name__}: {error} (--debug shows where)", file=sys.stderr)
        return 1


def _run(arguments: list[str]) -> int:
    try:
        cli.main(arguments, prog_name="kg", standalone_mode=False)
    except click.exceptions.Abort as error:
        raise KeyboardInterrupt from error
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except SystemExit as error:
        return int(error.code or 0)
    finally:
        sys.stdout.flush()
    return 0
