"""What contradicts what: one typed comparator per file, each with `compare(material) -> Iterator[Contradiction]`.

A comparator compares numbers, days, places and directions; it never asks whether two sentences "sound" opposed. What it
finds it states with the numbers. A claim about another set of parties or another stretch of time is never compared
(`scope`), and where the official list is loaded, the list is the reference.
"""
