"""A sentence taken apart: tokens, their classes, phrases and clauses, by closed word classes and no trained model."""
