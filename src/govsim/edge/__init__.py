"""The door: everything that touches the terminal, files, the clock or the environment."""
