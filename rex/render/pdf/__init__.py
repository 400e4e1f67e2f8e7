"""A report on paper: the blocks as plain data, a fixed layout that reads them, and the file."""
