module example.org/z
