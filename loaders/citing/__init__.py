"""Citations: what is cited becomes one small record, and every form of a citation is written from that record."""
