"""Peers side by side: the same request solved by ours and by others, every plan judged by our own checker.

    python -m benchmarks.peers --instance large --seconds 60 --peers ours,joint,fet,timefold,first-come --out peers.jsonl
    python -m benchmarks.peers.table peers.jsonl

One process a peer and run, one line of JSON each (see ``record``). ``registry`` says what each peer is, what it is asked to
do and which rules it is told; a peer that is not installed is skipped with a line that says what to install.
"""
