"""Plain functions that turn the dataset and a selection into figures and layouts."""
