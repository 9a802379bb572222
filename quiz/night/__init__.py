"""A game night as a state machine: what a host may do when, what counts, who leads."""
