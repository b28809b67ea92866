"""Values and records: pure, no storage, no I/O."""
