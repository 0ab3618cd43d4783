"""The public test kit: Hypothesis strategies for organisations and acts, a state machine, cases in docstrings."""
