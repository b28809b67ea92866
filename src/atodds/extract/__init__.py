"""Documents to claims: :func:`atodds.extract.extractor.extract`."""
