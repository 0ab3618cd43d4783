"""What was said and done: acts, events, rulings and the fold of events into a state. The past asks no law."""
