module example.com/variable-that-a-file-fills

go 1.23
