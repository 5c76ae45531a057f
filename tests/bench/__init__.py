"""Measurements of the real program; `dev.py bench` runs them."""
