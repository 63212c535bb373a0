"""One offline HTML page from an aging: aged trial balance, findings, proof."""

from openitem.report.page import aging_page

__all__ = ["aging_page"]
