"""What people report of a plan: figures beside their limits, KPIs, dated tasks, dismissal queues, draw records.

Everything here follows from (problem, policy, plan) in plain Python; files and pages are drawn by the api.
"""
