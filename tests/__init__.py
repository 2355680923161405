"""Tests, stage by stage."""
