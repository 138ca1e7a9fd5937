"""Runs users' mappers and reducers for the engine. Standard library only, Python 3.9 and later."""
