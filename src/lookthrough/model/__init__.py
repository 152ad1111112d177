"""What can be said: frozen records that every room shares. No input, no output, no clock."""
