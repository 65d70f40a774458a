"""Reading references: where a paper's lists are, one string a reference, each read into a record."""
