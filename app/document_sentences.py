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
    tr = QCoreApplication.translate
    match problem:
        case DocumentProblem.ENCRYPTED:
            return tr(
                "documents",
                "This version cannot open documents with a password yet. Ask for a copy without one.",
            )
        case DocumentProblem.TOO_SLOW | DocumentProblem.WORKER_DIED | DocumentProblem.UNREADABLE:
            return tr("documents", "The other documents can be read as before.")
        case _:
            return tr(
                "documents", "Ask the secretariat for the right file. Other documents can be read as before."
            )


def _sentences() -> dict[DocumentProblem, str]:
    tr = QCoreApplication.translate
    return {
        DocumentProblem.MISSING: tr("documents", "The file is not there."),
        DocumentProblem.UNREADABLE: tr("documents", "The file cannot be read."),
        DocumentProblem.EMPTY: tr("documents", "The file is empty."),
        DocumentProblem.WEB_PAGE: tr("documents", "This is a web page, not a PDF."),
        DocumentProblem.IMAGE: tr("documents", "This is a picture, not a PDF."),
        DocumentProblem.OFFICE: tr("documents", "This is an Office or ZIP file, not a PDF."),
        DocumentProblem.NOT_PDF: tr("documents", "This is not a PDF."),
        DocumentProblem.ENCRYPTED: tr("documents", "This document needs a password."),
        DocumentProblem.BROKEN: tr("documents", "This PDF is damaged and cannot be opened."),
        DocumentProblem.NO_PAGES: tr("documents", "This PDF has no pages."),
        DocumentProblem.TOO_SLOW: tr("documents", "This document takes too long to open."),
        DocumentProblem.WORKER_DIED: tr("documents", "This document could not be opened."),
        DocumentProblem.PAGE_BROKEN: tr("documents", "A page of this PDF is damaged."),
    }
