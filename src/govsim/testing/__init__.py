"""The public test kit: Hypothesis strategies for structures and acts, and a rule-based state machine."""
