"""``afterbell submit``, ``watch``, ``fetch`` and ``cancel``: the command line as a client of a running service."""
