"""Application services, called by routes, jobs and the command line alike."""
