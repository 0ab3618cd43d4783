"""How rule data is judged: counts, approvals, ranks, clocks, control and expressions."""
