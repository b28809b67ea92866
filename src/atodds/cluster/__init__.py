"""A run on more than one machine: the same functions that extract, score and compare, mapped over the workers of a Dask cluster.

The machine that runs `atodds run --cluster` keeps the workspace: it reads the files, finds which documents are on one subject, and writes
the database. Workers are given documents, and give back claims; the claims of a subject, and give back what is found; of a large subject
pairs of claims, and give back scores. They need no access to any file.
"""
