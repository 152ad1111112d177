"""PROVE IT WORKS: what screening finds of the user's own lists when names are changed, and how often it alerts."""
