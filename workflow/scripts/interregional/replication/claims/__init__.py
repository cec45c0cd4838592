"""The claims of a publication, each with a test that could refute it."""
