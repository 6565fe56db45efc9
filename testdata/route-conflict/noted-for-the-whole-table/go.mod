module example.com/noted-for-the-whole-table

go 1.23
