"""Reports on a result: Markdown, HTML, JSON, CSV, what changed between two runs, and exports in open standards."""
