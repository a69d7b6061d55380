"""Durable jobs: nothing that was submitted is lost, everything ends. Read this page first.

States of a job (column ``jobs.state``)::

              submit               claim: attempt + 1              end, with what was made, in one transaction
    (web) ------------> queued -----------------------> running ------------------> done       a valid plan is kept
                          |  ^                            |  |                      refused    proven impossible; reasons
                          |  +---- the worker leaves -----+  +--------------------> failed     reason says why
                          |                                  |                      cancelled  as asked; best plan kept
                          +--- cancelled, or expired --------+-- worker dies: the next claim

Who does what
    web         inserts the row (``queued``) and knows nothing of the engine. Cancels by ``cancel_at``; what merely waits ends at once.
    dispatcher  (in every worker, one at a time) gives jobs to the engine in turn of tenants, as many as can begin now.
    engine      DBOS (:mod:`api.jobs.engine`, the only importer): hands each job to exactly one worker, id = the job's id.
    execution   (in the worker that was handed the job) claims it, lets its kind work, ends it or gives it back.
    watcher     (a thread beside it) sees cancel, deadline and loss; writes events and the best plan (``incumbents``) a few times a second.
    reaper      (in every worker, one at a time) finds jobs whose worker died and resumes them; ends those that waited too long.
    heartbeat   (a process beside each worker, at ordinary priority) writes ``workers.beat_at``, by the database's clock, as long as
                the worker is not stopped and says that it is there; a worker silent for ten seconds counts as dead.
    supervisor  (``afterbell serve``) starts workers, starts them again when they die, and tells the reaper at once. Kills those of
                its children that are stopped, or whose heartbeat has not changed, for twenty seconds of its own looks.
    closer      (in every web process) ends jobs that were cancelled or are past their deadline and whose worker is silent: takes
                them like a worker, told to stop before it begins, so that the best plan is checked and kept.
    feeds       (:mod:`api.services.feeds`, in every web process) read the events of a job once for all who listen to it.

Our tables are the truth, DBOS's only say who holds what: if its database is lost, every open job is enqueued again.
Fencing: every write of a running job holds its row and names its attempt; an attempt that is not the newest changes nothing.
So a job may, rarely, be computed twice, but it ends once and makes at most one plan.

What happens when something dies
    worker, kill -9         silent after 10 s (at once under ``serve``); resumed elsewhere from its incumbent, with the time that was
                            left; after ``max_attempts`` deaths it fails, and the best plan is kept.
    worker, SIGTERM         the search stops, the incumbent is kept, the job goes back to ``queued`` (not counted), others resume it.
    worker, frozen          as if dead; when it wakes it sees that its attempt is not the newest, and ends to be started anew. Under
                            ``serve`` it is killed. If it is the only one, the web ends what is to end; the rest waits.
    heartbeat               its worker gives back what it has and ends, to be started anew.
    web or ``serve``        its workers see that their parent is gone and leave as by SIGTERM; all goes on when it is started again.
    database away           searches go on; ends are tried for a minute; what could not be said is found out by the reaper.
    search that hangs       stopped long after its limit; if it does not obey, its process ends and the attempt counts.
    machine                 as all its processes. Jobs wait for any worker, until their deadline (every job has one).

A new kind of job: a file in :mod:`api.jobs.kinds` (see ``solve.py``), which also declares what callers send and which right they need,
and its line in :mod:`api.jobs.registry`; ``POST /v1/jobs`` takes it.
"""
