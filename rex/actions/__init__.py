"""Actions are bets: the ledger that keeps them, one file an action, and what each did to its number."""
