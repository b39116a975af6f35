"""A paper as an answer: shown in the browser, and kept under a name that tells what it is."""

from flask import Response
from werkzeug.http import dump_options_header


def paper(pdf: bytes, name: str) -> Response:
    """A PDF to read, print or pass on."""
    kept_as = dump_options_header("inline", {"filename": f"{name}.pdf"})
    return Response(pdf, mimetype="application/pdf", headers={"Content-Disposition": kept_as})


def download(raw: bytes, name: str, kind: str) -> Response:
    """A file to keep as it is, under its name."""
    kept_as = dump_options_header("attachment", {"filename": name})
    return Response(raw, mimetype=kind, headers={"Content-Disposition": kept_as})
