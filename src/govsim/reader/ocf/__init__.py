"""Cap tables in the Open Cap Format, read into a structure and a story."""
