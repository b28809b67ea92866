"""A run on more than one machine: the same functions that extract, score and compare, mapped over the workers of a Dask cluster.

The machine that runs `atodds run --cluster` keeps the workspace: it reads the files, finds which pairs of claims are worth
comparing, forms data items and writes the database. Workers are given documents and pairs of claims and give back claims and scores;
they need no access to any file.
"""
