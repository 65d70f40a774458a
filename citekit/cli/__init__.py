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
    try:
        from citekit.cli.app import app

        app()
    except KeyboardInterrupt:  # while the commands are still being loaded
        print("citekit: interrupted", file=sys.stderr)
        raise SystemExit(130) from None
