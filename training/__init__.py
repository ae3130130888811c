from datetime import date

WRITTEN = date(2026, 11, 24)  # when the messages were, those learnt from and those that measure: what they say of months is said from there
