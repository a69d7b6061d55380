"""``afterbell names``: the name list of a school, in sealed files of its own and at a service."""
