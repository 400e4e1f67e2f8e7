"""Moments: the minutes in which the audience did more, or left more, than its own noise explains.

Plain arrays in (`series`), candidates out (`find.find`), words and quotes last (`describe`).
"""
