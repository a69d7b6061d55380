"""``python -m api.cli`` is the program ``afterbell``."""

from api.cli import main

main()
