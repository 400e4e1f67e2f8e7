"""SQL over facts: integer tables in Parquet, read by an engine inside the process."""
