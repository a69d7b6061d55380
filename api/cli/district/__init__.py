"""``afterbell district``: one question about many schools, without a service."""
