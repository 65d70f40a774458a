"""The printed layouts of a reference, by rules: which run of text is which area."""
