"""The nouns of the bulletin; no module here touches a file, a program or the clock."""
