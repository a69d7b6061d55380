"""Authentication and authorization: roles and rights, principals, API keys, sign-in, scopes, rate limits."""
