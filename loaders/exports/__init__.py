"""What readers take away: the figures that were asked for, as files that explain themselves."""
