"""The meeting itself: what happened, where it is kept, how it travels. Runs without Qt."""
