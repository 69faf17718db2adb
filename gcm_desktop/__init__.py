"""GCM Desktop: enter, merge and print the indicators of the Global Compact for Migration."""

__version__ = "0.1.0"
