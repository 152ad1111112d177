"""Snapshots: statements built from editions, folded to entities, stored for good."""
