"""Who had the power to do what, what followed, and what would have had to be different."""
