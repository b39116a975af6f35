"""The complaints book that the law asks for, open to everybody (Ley 29571, art. 150)."""

from .answering import add, answer
from .audit import CHECKS
from .filing import Filed, file, renew_link
from .forgetting import forget
from .models import Complaint, ComplaintAddition, ComplaintAnswer
from .reading import by_link, told

__all__ = [
    "CHECKS",
    "Complaint",
    "ComplaintAddition",
    "ComplaintAnswer",
    "Filed",
    "add",
    "answer",
    "by_link",
    "file",
    "forget",
    "renew_link",
    "told",
]
