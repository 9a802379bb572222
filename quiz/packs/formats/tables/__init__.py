"""Tables: CSV, TSV and workbooks, in our own columns and in those of other tools.

Which columns there are is told by the words of the header, wherever that stands: ``layouts`` has
them as data, ``cells`` what a table is, ``delimited`` and ``workbook`` read it.
"""
