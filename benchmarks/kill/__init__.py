"""What becomes of jobs when processes are killed with -9: of workers and of the web process, at random moments.

``python -m benchmarks.kill --jobs 100 --worker-kills 50 --web-kills 10 --url sqlite:///kill/afterbell.db``

starts ``afterbell serve``, submits jobs over HTTP (again with the same Idempotency-Key whenever the answer is lost), kills whenever
an attempt at a job has begun since the last kill, and when every job has ended says what the database holds: jobs that were lost
or have not ended, jobs that made two plans, plans that the checker does not find as valid as they were called, and searches that
did not begin at the best plan of the attempt before. The seed decides what is killed when; the rest is as the machine has it.
``tests/service/test_kills.py`` is the short form.
"""
