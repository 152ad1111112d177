"""From documents to attributed claims with their exact quotes, and what contradicts what."""
