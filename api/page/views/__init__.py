"""Views of pages: frozen dataclasses that are ready to draw, made from a plan without a request or a clock."""
