"""A room with switches and cables inside one PC: a network namespace for each seat, for tests and benches."""
