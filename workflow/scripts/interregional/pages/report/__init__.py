"""The replication report: one page in both languages."""
