"""Records into finished lists: GOST, APA, References; as text, Markdown, HTML, LaTeX, DOCX, RTF, JSON."""
