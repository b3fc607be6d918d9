"""``python -m greenpark_assess`` is the ``greenpark`` command."""

from greenpark_assess.cli import main

if __name__ == "__main__":
    main()
