"""Starts Kurumaza: `python -m app`, the `kurumaza` command, and the packaged program."""

import multiprocessing
import sys


def main() -> int:
    """Hand the command line on; a worker process of the packaged program ends inside freeze_support."""
    multiprocessing.freeze_support()
    from app.main import main as start

    return start(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
