"""``afterbell key``, ``member``, ``audit`` and ``publish``: on the host's own database, or as a client of a running service."""
