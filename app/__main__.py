"""Starts Kurumaza: `python -m app`, the `kurumaza` command, and the packaged program."""

import gc
import sys


def main() -> int:
    """Hand the command line on; a worker process of the packaged program ends inside freeze_support."""
    if getattr(sys, "frozen", False):
        import multiprocessing

        multiprocessing.freeze_support()
    gc.disable()  # what a start makes stays: looking for garbage in it only delays the lobby
    from app.main import main as start

    return start(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
