"""Views of pages without HTTP."""
