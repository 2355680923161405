"""Words become files: the .docx, the appendix, the record; nothing here computes."""
