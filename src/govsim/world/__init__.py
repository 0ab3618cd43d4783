"""The nouns: time, money, parties, positions, bodies, powers and instruments, with no behaviour beyond arithmetic."""
