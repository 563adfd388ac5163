//! The Python package of ivw.
