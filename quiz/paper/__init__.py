"""What a night becomes on paper and in a spreadsheet: sheets, key, tables."""
