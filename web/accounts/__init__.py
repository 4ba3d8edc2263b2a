"""Who asks: sessions, sign-in, and what a form must prove before anything is written."""
