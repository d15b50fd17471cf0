"""Adding and correcting data in a spreadsheet: a workbook with the tables that people edit, and its way back."""
