"""The command line. Results go to standard output, progress and notes to standard error; exit codes are `kg.errors.Exit`."""

from kg.cli.entry import main

__all__ = ["main"]
