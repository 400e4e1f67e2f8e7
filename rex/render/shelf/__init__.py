"""The index page of a workspace: everything that can be read in it, one page that links it all."""
