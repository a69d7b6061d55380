"""Lower bounds: where they are kept, by counting and flows, and by linear relaxation of the whole school."""
