"""Text that names: normalised forms, tokens, legal forms, share classes, countries. No records, no storage."""
