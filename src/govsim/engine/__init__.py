"""Decide each act, fold both tracks, and keep the timeline of what rests on what."""
