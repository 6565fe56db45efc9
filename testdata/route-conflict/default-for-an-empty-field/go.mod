module example.com/default-for-an-empty-field

go 1.23
