"""Benchmarks: whole solves of stored instances, what is made of them, and micro-benchmarks of the parts.

run      resumable runs, one process and one JSON line each (child, trial, memory, machine, instance, record)
report   values and gaps over time, integrals, parts, memory (trajectory, integral, reference, spread)
table    the results of docs/method/benchmarks.md
compare  two commits, run by run (duel)
plot     anytime curves and growth over the size of a school (curve, growth, drawing)
changes  random single changes of a school, re-planned with few changes (single_changes)
kill     processes of the service killed while jobs run, and what became of the jobs
why      questions about stored plans, drawn by a seed: layers, times, prices against swaps of two
best     the best plans known, each found sound by the checker
micro    building of models, checker, construction, one sub-solve (pytest-benchmark)
"""
