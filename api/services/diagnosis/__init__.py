"""Diagnosis of an installation: settings, data folder, database, fonts, workers, clock, jobs, backups; see ``examine``."""
