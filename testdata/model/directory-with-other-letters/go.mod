module example.com/directory-with-other-letters

go 1.22
