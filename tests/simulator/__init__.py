"""A world of nodes in which everything goes wrong, the same way each time a seed is run.

The nodes are the real journal, exchange, intake, fold, clock and conversation; only disk, network and time
are made up. `python -m tests.simulator --seed N` runs one seed and prints its schedule.
"""
