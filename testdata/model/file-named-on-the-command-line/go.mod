module example.com/file-named-on-the-command-line

go 1.22
