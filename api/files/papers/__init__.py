"""Papers that are drawn from a plan: for the bureau, parents, the gate, the classroom and the public."""
