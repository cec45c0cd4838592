"""The codebook for people: page and PDF in both languages."""
