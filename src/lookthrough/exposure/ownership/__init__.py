"""Who owns whom, and what follows: attribution, economic interest and control. Quantities only, no law."""
