//! Python in ivw: the interpreter and processors in Python.

pub mod choice;
pub mod interpreter;
