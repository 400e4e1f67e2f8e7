"""Reads what people write by hand, `rex.yaml` and `session.yaml`, strictly and kindly: every mistake has its line."""
