"""One user format per file: `sniff(file)` and `read(file)`."""
