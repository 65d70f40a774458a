"""The command line: options in, values to the library, text out. No logic of its own."""

from __future__ import annotations

__all__ = ["main"]


def main() -> None:
    """Run the ``citekit`` command and leave with its exit status."""
    import sys

    if sys.argv[1:] == ["--version"]:
        # Asked for by scripts at every start: no command line needs to be built for it.
        from citekit import __version__

        print(f"citekit {__version__}")
        return
    from citekit.cli.app import app

    app()
