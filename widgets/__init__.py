"""Shows values and says what the user did; knows no socket, no SQL and no PDF library."""
