"""Papers for signing up, before there is any plan: from the request alone."""
