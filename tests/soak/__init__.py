"""Long trials: each module here is one, run by `dev.py soak NAME`; exit code 0 when nothing was lost."""
