"""Who may do what: roles and rights, principals, API keys."""
