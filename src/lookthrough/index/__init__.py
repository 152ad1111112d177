"""Fast look-up of names: flat read-only arrays, memory-mapped, bound to one snapshot."""
