"""The workbench's pages, one file for one place; each view asks who may, reads, and answers."""
