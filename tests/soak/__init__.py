"""Tests that run for long: `python3 dev.py soak`."""
