//! Python in the desktop of ivw.
