"""One reader a format: each turns bytes into a `layout.Layout`, whatever it read."""
