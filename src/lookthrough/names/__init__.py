"""Text that names: normalised forms, tokens, legal forms, share classes, countries. Strings in, strings and numbers out."""
