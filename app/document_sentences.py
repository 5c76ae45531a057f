"""What is wrong with a document, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.document_problem import DocumentProblem

MAY_GO_BETTER = frozenset(
    {
        DocumentProblem.MISSING,
        DocumentProblem.UNREADABLE,
        DocumentProblem.TOO_SLOW,
        DocumentProblem.WORKER_DIED,
    }
)


def problem_sentence(problem: DocumentProblem) -> str:
    """What is wrong, in one sentence."""
    return _sentences()[problem]


def problem_advice(problem: DocumentProblem) -> str:
    """What to do about it; empty where there is nothing to say."""
    translate = QCoreApplication.translate
    match problem:
        case DocumentProblem.ENCRYPTED:
            return translate(
                "documents", "Type the password to read it here. It is not kept after the program ends."
            )
        case DocumentProblem.WRONG_PASSWORD:
            return translate("documents", "Type it again. Capital and small letters make a difference.")
        case DocumentProblem.TOO_SLOW | DocumentProblem.WORKER_DIED | DocumentProblem.UNREADABLE:
            return translate("documents", "The other documents can be read as before.")
        case _:
            return translate(
                "documents", "Ask the secretariat for the right file. Other documents can be read as before."
            )


def _sentences() -> dict[DocumentProblem, str]:
    translate = QCoreApplication.translate
    return {
        DocumentProblem.MISSING: translate("documents", "The file is not there."),
        DocumentProblem.UNREADABLE: translate("documents", "The file cannot be read."),
        DocumentProblem.EMPTY: translate("documents", "The file is empty."),
        DocumentProblem.WEB_PAGE: translate("documents", "This is a web page, not a PDF."),
        DocumentProblem.IMAGE: translate("documents", "This is a picture, not a PDF."),
        DocumentProblem.OFFICE: translate("documents", "This is an Office or ZIP file, not a PDF."),
        DocumentProblem.NOT_PDF: translate("documents", "This is not a PDF."),
        DocumentProblem.ENCRYPTED: translate("documents", "This document needs a password."),
        DocumentProblem.WRONG_PASSWORD: translate("documents", "The password is not right."),
        DocumentProblem.BROKEN: translate("documents", "This PDF is damaged and cannot be opened."),
        DocumentProblem.NO_PAGES: translate("documents", "This PDF has no pages."),
        DocumentProblem.TOO_SLOW: translate("documents", "This document takes too long to open."),
        DocumentProblem.WORKER_DIED: translate("documents", "This document could not be opened."),
        DocumentProblem.PAGE_BROKEN: translate("documents", "A page of this PDF is damaged."),
    }
