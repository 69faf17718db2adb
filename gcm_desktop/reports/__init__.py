"""What is printed: the summary of one unit and the national table, as PDF."""

from gcm_desktop.reports.model import RegisterExtract, Summary, SummaryGoal, SummaryRow, SummaryUnit
from gcm_desktop.reports.summary import write_summary

__all__ = ["RegisterExtract", "Summary", "SummaryGoal", "SummaryRow", "SummaryUnit", "write_summary"]
