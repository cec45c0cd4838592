"""What a person opens: report, explorer, codebook, notebooks."""
