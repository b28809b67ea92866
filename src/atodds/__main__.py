"""``python -m atodds``: the command, where its script is not on the path."""

from atodds.cli import main

if __name__ == "__main__":
    main()
