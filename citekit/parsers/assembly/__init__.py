"""Labelled pieces of a reference ▶ its record."""
