"""Handbooks with mistakes."""
