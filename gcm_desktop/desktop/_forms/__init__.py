"""Written by pyside6-uic from ui/forms; never edited by hand."""
