"""`python -m govsim` is `govsim`."""

from govsim.edge.main import main

main()
