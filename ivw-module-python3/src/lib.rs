//! Python in ivw: the interpreter and processors in Python.
