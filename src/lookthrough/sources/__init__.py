"""One list or register per file: a passport and a parser. Only `fetch` speaks to the network."""
