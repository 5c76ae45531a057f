"""Composes the application: builds the objects and joins windows to the meeting."""
