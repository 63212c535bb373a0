"""The command line: ``openitem age``, ``openitem check``, ``openitem demo``."""

import sys


def main() -> None:
    """Entry point of the console script; without the extra ``cli`` it names the pip line and exits with 2."""
    try:
        from openitem.cli.app import run  # noqa: PLC0415
    except ModuleNotFoundError as missing:
        if missing.name not in ("typer", "rich", "click"):
            raise
        sys.exit("the openitem command needs: pip install 'openitem[cli,io]'")
    run()
