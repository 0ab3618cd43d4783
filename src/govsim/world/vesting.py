"""Vesting: how much of a grant of units is one's own by a day."""

from govsim.values import frozen


@frozen(kw_only=True)
class Vesting:
    """How units vest after they were granted, in days: nothing before the `cliff`, all after `over`, each `every`."""

    over: int
    cliff: int = 0
    every: int = 1

    def vested(self, units: int, days: int) -> int:
        """Give how many of so many units have vested so many days after their grant, rounded down.

        >>> Vesting(over=1460, cliff=365, every=365).vested(100, 400)
        25
        """
        if days < max(self.cliff, 0):
            return 0
        if days >= self.over:
            return units
        return units * (days // self.every * self.every) // self.over
