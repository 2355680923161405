"""A .docx to an archive PDF: pandoc reads it, typst sets it; or LibreOffice does both."""
