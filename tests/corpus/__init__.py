"""Broken files, made by code: each is one valid input in which one thing is broken, and says how that is to be told.

``corpus.everything.CORPUS`` is the whole list. ``tests/test_corpus.py`` runs it.
"""
