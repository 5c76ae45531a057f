"""One afternoon of a meeting, to be played by real processes."""
