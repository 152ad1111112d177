"""Say it: findings, and their rendering as table, JSON, CSV, XLSX and a page."""
