module example.com/blank-import-in-library

go 1.22
