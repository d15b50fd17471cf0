"""Routes, headers and the process that serves; knows no figures of its own.

``dashboard`` wires the whole of it. What stands before it (``front``, ``keep``, ``answers``, ``edition``, ``serving``,
``settings``) imports neither the data nor Dash, so that a process is ready before they are needed.
"""
