module example.com/import-in-another-program

go 1.22
