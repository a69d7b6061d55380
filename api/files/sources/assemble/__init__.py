"""Records of all files -> one school: the same person in several files joined, namesakes told apart."""
