"""reportedly: who is reported to have said what, every cell tied to the exact words."""

__version__ = "0.1.0"
