"""Registers of ownership: one format per file, `sniff(file)` and `read(file, issues)`, all giving the same records."""
