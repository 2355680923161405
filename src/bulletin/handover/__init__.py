"""Handing a workspace over: all of it in one file, and that file opened elsewhere."""
