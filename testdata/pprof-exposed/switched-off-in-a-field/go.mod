module example.com/switched-off-in-a-field

go 1.22
