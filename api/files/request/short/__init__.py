"""The short workbook: five sheets of what an office knows; all else is taken by default (:mod:`api.files.defaults`)."""
