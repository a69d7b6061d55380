"""Tables of workbooks, whatever they hold: from bytes to rows of values, every fault with its sheet and cell.

xlsx_scan (with xlsx_parts, xml_events, number_formats) bounds what a file may unpack to and finds what the reading library does not
tell; book holds the sheets as raw cells; columns says what a sheet is made of, kinds, number_kinds and list_kinds how a cell is read
and written; reader makes rows by them.
"""
