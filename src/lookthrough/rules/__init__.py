"""What does it mean? One rule per file: a dated, cited rule and its judge."""
