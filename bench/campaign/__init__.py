"""Attacks on documents, cells, builds, data, pages and a running server, and what each costs.

python -m bench.campaign runs them. An attack takes a `Run` and notes figures and wrongs in it.
"""
