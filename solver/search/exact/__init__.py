"""ExactResult methods for small schools, and proofs of infeasibility: everything free in one model."""
