"""Files that ship with the program: sample meeting, icons, translations, licence texts."""
