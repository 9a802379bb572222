"""Cards with two sides: Anki as text and as a deck, Quizlet as text.

``deck`` makes questions of cards, ``anki``, ``apkg`` and ``quizlet`` read and write the files.
"""
