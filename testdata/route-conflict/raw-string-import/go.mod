module example.com/raw-string-import

go 1.21
