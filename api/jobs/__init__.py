"""Durable jobs: executed at least once, ended exactly once, never lost. Read this page first.

States of a job (column ``jobs.state``)::

              submit               claim: attempt + 1              end, with what was made, in one transaction
    (web) ------------> queued -----------------------> running ------------------> done       a valid plan is kept
                          |  ^                            |  |                      refused    proven impossible; reasons
                          |  +---- the worker leaves -----+  +--------------------> failed     reason says why
                          |                                  |                      cancelled  as asked; best plan kept
                          +--- cancelled, or expired --------+-- worker dies: the next claim

Components
    web         inserts the row (``queued``), without the engine. Cancels by ``cancel_at``; waiting jobs end at once.
    dispatcher  (in every worker, one at a time) enqueues jobs in the engine by the fair queue, as many as there are free slots.
    engine      DBOS (:mod:`api.jobs.engine`, the only importer): assigns each job to one worker; workflow id = job id. Its
                tables are migrated by one worker at a time, under a lock in the database, as migrations fail beside each other.
    execution   (in the worker that holds the job) claims it, runs its kind, ends it or returns it to the queue.
    watcher     (a thread beside it) reads cancellation, deadline and fencing token; writes events and incumbent a few times a second.
    reaper      (in every worker, one at a time) resumes jobs whose worker died; ends waiting jobs past their deadline. A worker is
                dead when it has no row, or its heartbeat has timed out while three of the reaper's own worker followed
                (:mod:`api.jobs.live_workers`).
    heartbeat   (a process beside each worker, at ordinary priority) writes ``workers.beat_at``, by the database's clock, as long as
                the worker is not stopped and reports to it; heartbeat timeout: ten seconds. A worker that waits for a processor is
                silent, not hung: such time counts by the processor time that it got (:mod:`api.jobs.silence`).
    supervisor  (``afterbell serve``) starts and restarts workers, and deletes the rows of dead ones at once. Kills children that are
                stopped, or whose heartbeat has not changed, for twenty seconds of its own observation, counted in the same way; a
                worker that is starting has ten minutes.
    closer      (in every web process) ends jobs that were cancelled or are past their deadline and whose worker is silent: claims
                them with the stop signal set, so that the incumbent is checked and kept.
    feeds       (:mod:`api.services.feeds`, in every web process) poll the events of a job once for all its streams.

Our tables are authoritative, DBOS's only record which process holds which job: if they are lost, all open jobs are enqueued again.
Fencing token: every write of a running job holds its row lock and names its attempt; writes of an older attempt change nothing.
So a job may, rarely, be computed twice (at least once), but it ends exactly once and makes at most one plan.

Failures
    worker, kill -9         detected after 10 s (at once under ``serve``); resumed elsewhere from the incumbent, with the remaining
                            time; after ``max_attempts`` deaths the job fails, and the incumbent is kept.
    worker, SIGTERM         the search stops, the incumbent is kept, the job returns to ``queued`` (not counted as a failure).
    worker, frozen          as if dead; when it wakes its fencing token is stale, and it ends to be restarted. Under ``serve`` it is
                            killed. If it is the only one, the closer ends what is due; other jobs wait.
    heartbeat               its worker returns its job and ends, to be restarted.
    web or ``serve``        its workers see that their parent is gone and leave as by SIGTERM; jobs resume when it is started again.
    database away           searches go on; ends are retried for a minute with back-off; the reaper repairs the rest.
    search that hangs       told to stop long after its limit; where it does not, its process ends and the attempt counts as a failure.
    machine                 as all its processes. Jobs wait for any worker until their deadline, which every job has.

A new kind of job: a file in :mod:`api.jobs.kinds` (see ``solve.py``), which also declares what callers send and which right they need,
and its line in :mod:`api.jobs.registry`; ``POST /v1/jobs`` takes it.
"""
