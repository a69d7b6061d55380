"""Each operator of the search on the school of ``tests.schools.tiny_by_hand``, where its move is computed by hand."""
