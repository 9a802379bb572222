"""``python -m quiz`` is ``quiz``."""

from quiz.cli import main

main()
