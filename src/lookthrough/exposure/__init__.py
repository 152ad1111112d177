"""How are they connected? Paths and exact quantities only; no law."""
