"""Scans as pictures: every page is drawn anew on the server, so that nothing in a file acts in a reader's browser.

A PDF becomes one picture a page, a photograph loses everything but its picture, Word and Excel become their words.
What a photograph says of its time and place is shown as the camera's word, no more. Files stay as they came; they
leave the site as downloads alone. Errors: `ScanUnreadable` for a file that its own format does not open.

What may enter: drawing and reading of the few formats that an office files. Who may see a paper is asked before.
"""

from plumbline.web.scans.drawing import LARGEST_WIDTH, ScanUnreadable, draw_page, pages_of
from plumbline.web.scans.photographs import PhotographSays, photograph_says
from plumbline.web.scans.words import TableOfWords, words_of

__all__ = [
    "LARGEST_WIDTH",
    "PhotographSays",
    "ScanUnreadable",
    "TableOfWords",
    "draw_page",
    "pages_of",
    "photograph_says",
    "words_of",
]
