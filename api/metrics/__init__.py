"""Prometheus metrics: of requests, counted by this process, and of jobs, queried from the tables at each scrape."""
