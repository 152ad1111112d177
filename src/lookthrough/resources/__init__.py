"""Data that is source: legal forms, countries, programmes of law, header words, the sample. Each file names its origin."""
