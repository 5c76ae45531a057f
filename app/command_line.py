"""What the command line asks for, as a value; wrong usage ends with exit code 2 before anything starts."""

from __future__ import annotations

import argparse
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from app.paths import default_profile

LOG_LEVELS = ("debug", "info", "warning", "error")
BUNDLE_SUFFIX = ".kurumaza"
FORMATS = ("docx", "xlsx", "pdf", "csv", "json")
_WITH_VALUE = ("--profile", "--lang", "--log-level", "--listen")
_NAMING_MEETINGS = frozenset({"export", "bundle"})
_DASHED_MEETING = re.compile(r"-(?![-oh])[A-Za-z0-9_-]{2,42}")  # no option of ours, nor one with its value
_DASH = "\0"  # stands for it where argparse would take the word for an option


@dataclass(frozen=True, slots=True)
class Invocation:
    """One start of the program. `command` is empty for the lobby."""

    command: str
    profile: Path
    language: str = ""
    log_level: str = "warning"
    target: str = ""
    files: tuple[str, ...] = ()
    code: str = ""
    meeting: str = ""
    name: str = ""
    seat: str = ""
    fullscreen: bool = False
    script: bool = False
    screenshots: str = ""
    listen: str = ""
    mdns: bool = True
    self_test: bool = False
    action: str = ""
    output: str = ""
    other: str = ""
    scope: str = ""
    format: str = ""
    with_names: bool = False
    rest: tuple[str, ...] = ()


def _address(text: str) -> str:
    """HOST:PORT with a port of 0 to 65535; the host may be empty."""
    _host, colon, port = text.rpartition(":")
    if not colon or not port.isascii() or not port.isdecimal() or int(port) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not HOST:PORT")
    return text


class _ShowVersion(argparse.Action):
    """Reads the version only when somebody asks: every start parses the command line."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from app.terminal import say
        from sync.version import version

        say(f"kurumaza {version()}")
        parser.exit()


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in a box where there is no console, as after a shortcut of Windows."""

    def error(self, message: str) -> NoReturn:
        """End with exit code 2 and one sentence."""
        if sys.stderr is None:
            from app.terminal import complain

            complain(message)
        super().error(message)


def _parser() -> _Parser:
    common = _Parser(add_help=False)
    common.add_argument(
        "--profile",
        type=Path,
        default=argparse.SUPPRESS,
        help="folder of this device's key, meetings and choices",
    )
    common.add_argument(
        "--lang", choices=("ja", "en"), default=argparse.SUPPRESS, help="language of the screens"
    )
    common.add_argument("--log-level", choices=LOG_LEVELS, default=argparse.SUPPRESS)

    network = _Parser(add_help=False)
    network.add_argument(
        "--listen",
        type=_address,
        default=argparse.SUPPRESS,
        metavar="HOST:PORT",
        help="where to receive connections",
    )
    network.add_argument(
        "--no-mdns",
        action="store_true",
        default=argparse.SUPPRESS,
        help="neither announce nor look for meetings",
    )

    place = _Parser(add_help=False)
    place.add_argument("--code", default="", help="the six digits of the meeting")

    player = _Parser(add_help=False)
    player.add_argument("--script", action="store_true", default=argparse.SUPPRESS, help=argparse.SUPPRESS)

    parser = _Parser(
        prog="kurumaza",
        description="Meetings without paper and without silence. With no command, the lobby opens; with"
        " FILE.kurumaza, the meeting that was carried in it.",
        parents=[common, network, player],
    )
    parser.add_argument("--version", action=_ShowVersion, nargs=0, help="show the version and end")
    parser.add_argument(
        "--self-test", action="store_true", help="check that this copy works, and say what fails"
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    chair = commands.add_parser(
        "chair", parents=[common, network, place, player], help="open a meeting as its chair"
    )
    chair.add_argument(
        "target", metavar="MEETING", help="meeting.toml, a folder of PDFs, or a carried FILE.kurumaza"
    )

    join = commands.add_parser(
        "join", parents=[common, network, place, player], help="take a seat in a meeting"
    )
    join.add_argument("target", nargs="?", default="", metavar="INVITE|HOST:PORT")
    join.add_argument("--meeting", default="", help="only this meeting, when it is found by itself")
    join.add_argument("--name", default="", help="name or post of the person at the seat")
    join.add_argument("--seat", default="", help="number of the seat")

    reader = commands.add_parser("open", parents=[common], help="read a PDF without a meeting")
    reader.add_argument("files", nargs="+", metavar="FILE.pdf")
    reader.add_argument("--fullscreen", action="store_true")

    demo = commands.add_parser("demo", parents=[common], help="one chair, projector and two seats on this PC")
    demo.add_argument(
        "--play", dest="script", action="store_true", help="play a short script and check each step"
    )
    demo.add_argument(
        "--screenshots", default="screenshots", metavar="DIR", help="where the script leaves pictures"
    )

    bundle = commands.add_parser(
        "bundle", parents=[common], help="carry a meeting by hand where there is no network"
    )
    actions = bundle.add_subparsers(dest="action", metavar="pack|merge", required=True)
    pack = actions.add_parser("pack", parents=[common], help="write a meeting into one file")
    pack.add_argument(
        "target", nargs="?", default="", metavar="MEETING", help="its id or how it begins; may be left out"
    )
    pack.add_argument("-o", "--output", required=True, metavar="FILE", help="FILE.kurumaza")
    pack.add_argument(
        "--only-missing-for",
        dest="other",
        default="",
        metavar="FILE",
        help="a bundle of the other side, which tells what it has",
    )
    pack.add_argument(
        "--scope",
        choices=("everything", "events", "list"),
        default="everything",
        help="all (default), no documents, or only the list of what is here",
    )
    merge = actions.add_parser("merge", parents=[common], help="take over what such a file holds")
    merge.add_argument("target", metavar="FILE")

    export = commands.add_parser(
        "export", parents=[common], help="write the record of a meeting that is kept on this PC"
    )
    export.add_argument("target", metavar="MEETING", help="its id or title, or how one of them begins")
    export.add_argument("--format", choices=FORMATS, required=True)
    export.add_argument("-o", "--output", required=True, metavar="FILE")
    export.add_argument(
        "--with-names",
        action="store_true",
        help="also withheld names and what was never released; the secretariat's PC alone can",
    )

    commands.add_parser("node", add_help=False, help="a device without a screen, told by JSON lines")
    return parser


def _with_command(arguments: list[str]) -> list[str]:
    """A carried meeting in place of a command, as after a double click, is opened as such."""
    place = 0
    while place < len(arguments) and arguments[place].startswith("-"):
        place += 2 if arguments[place] in _WITH_VALUE else 1
    if place < len(arguments) and arguments[place].lower().endswith(BUNDLE_SUFFIX):
        return [*arguments[:place], "chair", *arguments[place:]]
    return arguments


def _with_meeting(arguments: list[str]) -> list[str]:
    """The name of a meeting may begin with a dash, and is no option then."""
    if not _NAMING_MEETINGS.intersection(arguments):
        return arguments
    pairs = zip(["", *arguments], arguments, strict=False)
    return [
        _DASH + word[1:] if _DASHED_MEETING.fullmatch(word) and before not in _WITH_VALUE else word
        for before, word in pairs
    ]


def parse(arguments: list[str]) -> Invocation:
    """Read the command line. Raises SystemExit(2) with a sentence on stderr when it is wrong."""
    parser = _parser()
    found, rest = parser.parse_known_args(_with_meeting(_with_command(arguments)))
    values = vars(found)
    if rest and values["command"] != "node":
        parser.error(f"unknown argument: {' '.join(rest)}")
    return Invocation(
        command=values["command"] or "",
        profile=values.get("profile") or default_profile(),
        language=values.get("lang", ""),
        log_level=values.get("log_level", "warning"),
        target=values.get("target", "").replace(_DASH, "-"),
        files=tuple(values.get("files", ())),
        code=values.get("code", ""),
        meeting=values.get("meeting", ""),
        name=values.get("name", ""),
        seat=values.get("seat", ""),
        fullscreen=values.get("fullscreen", False),
        script=values.get("script", False),
        screenshots=values.get("screenshots", ""),
        listen=values.get("listen", ""),
        mdns=not values.get("no_mdns", False),
        self_test=values["self_test"],
        action=values.get("action", ""),
        output=values.get("output", ""),
        other=values.get("other", ""),
        scope=values.get("scope", ""),
        format=values.get("format", ""),
        with_names=values.get("with_names", False),
        rest=tuple(rest),
    )
