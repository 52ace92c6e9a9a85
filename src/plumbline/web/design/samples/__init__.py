"""Invented content for the living page, one function for each part; all figures in it agree."""
