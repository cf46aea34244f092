"""Validate the YAML, then build the pages, the search indexes and the open data: `ancrage index`."""

from ancrage.cli import main

if __name__ == "__main__":
    import sys

    main(["index", *sys.argv[1:]])
