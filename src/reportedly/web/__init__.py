"""The pages over the ledger: one self-contained report (see :mod:`reportedly.web.report`)."""
