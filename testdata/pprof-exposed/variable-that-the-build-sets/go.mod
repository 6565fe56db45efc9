module example.com/variable-that-the-build-sets

go 1.23
