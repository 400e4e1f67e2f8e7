"""The steps of REX, in order; this floor joins the rooms and prints nothing."""
