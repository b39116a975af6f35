"""What a reader sees of a PDF: its words page by page, its pixels, the boxes of its letters."""

import ctypes

import pypdfium2
from pypdfium2 import raw


def pages(pdf):
    """The words of each page, in the order they were drawn."""
    with pypdfium2.PdfDocument(pdf) as document:
        found = [page.get_textpage().get_text_range() for page in document]
    return [text.replace("\r\n", "\n") for text in found]


def squeezed(text):
    """Without white space: where lines break is the paper's business."""
    return "".join(text.split())


def whole(pdf):
    """Everything the paper says, without white space."""
    return squeezed("".join(pages(pdf)))


def says(pdf, *words):
    """Whether the paper says all of this, wherever its lines break."""
    said = whole(pdf)
    return all(squeezed(word) in said for word in words)


def edges(pdf):
    """The outermost edges of all letters, in mm from the left: (leftmost, rightmost)."""
    left, right = 1000.0, 0.0
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            text = page.get_textpage()
            for index in range(text.count_chars()):
                box = text.get_charbox(index)
                if box[0] != box[2]:
                    left, right = min(left, box[0]), max(right, box[2])
    return left * 25.4 / 72, right * 25.4 / 72


def letters(pdf):
    """Of each page, the highest and the lowest point of every letter, in mm from the page's top."""
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            text, high = page.get_textpage(), page.get_height()
            boxes = [text.get_charbox(index) for index in range(text.count_chars())]
            yield [
                ((high - box[3]) * 25.4 / 72, (high - box[1]) * 25.4 / 72)
                for box in boxes
                if box[0] != box[2]
            ]


def pixels(pdf, page=0, dots_per_mm=10):
    """A page as a grey picture."""
    with pypdfium2.PdfDocument(pdf) as document:
        scale = dots_per_mm * 25.4 / 72
        return document[page].render(scale=scale).to_pil().convert("L")


def inks(pdf):
    """Every colour that letters, lines and boxes are drawn in, as (red, green, blue)."""
    found = set()
    for taken in (raw.FPDFPageObj_GetFillColor, raw.FPDFPageObj_GetStrokeColor):
        with pypdfium2.PdfDocument(pdf) as document:
            for thing in (thing for page in document for thing in page.get_objects()):
                parts = [ctypes.c_uint() for _part in range(4)]
                if taken(thing.raw, *parts):
                    found.add(tuple(part.value for part in parts[:3]))
    return found
