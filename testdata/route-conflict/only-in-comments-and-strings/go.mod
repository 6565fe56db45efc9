module example.com/only-in-comments-and-strings

go 1.22
