"""Data that is source: words, countries, programmes of law, the sample. Each file names its origin."""
