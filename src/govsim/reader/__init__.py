"""From text to story: every problem of every file in one pass, each with its place and its cure."""
