"""Proofing: what lint finds in faulty documents, and nothing in good ones."""
