"""Where a document's reference lists and notes are, and one string a reference."""
