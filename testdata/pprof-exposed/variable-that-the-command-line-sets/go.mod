module example.com/variable-that-the-command-line-sets

go 1.23
