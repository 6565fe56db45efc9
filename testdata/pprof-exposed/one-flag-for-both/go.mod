module example.com/one-flag-for-both

go 1.23
