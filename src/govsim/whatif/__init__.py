"""What if: forks of a story walked under the law, and what became different from what happened."""
