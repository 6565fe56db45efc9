module example.com/wildcards-that-do-not-parse

go 1.22
