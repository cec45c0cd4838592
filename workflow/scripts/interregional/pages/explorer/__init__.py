"""The explorer: Figure 1 alive, as one page."""
