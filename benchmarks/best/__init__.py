"""The best plans known of the stored problems: ``NAME.json`` with values, bounds and where they are from, beside
``NAME.plan.json.gz``. Only ``python -m benchmarks.best update`` writes them.
"""
