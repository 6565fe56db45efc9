module example.com/copies-of-a-struct

go 1.22
