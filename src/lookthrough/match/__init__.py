"""Is it them? Features, a score, an engine, and the slow oracle that it must equal."""
