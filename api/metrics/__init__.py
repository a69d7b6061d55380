"""Figures for Prometheus: of requests, counted by this process, and of jobs, read from the tables when they are asked for."""
