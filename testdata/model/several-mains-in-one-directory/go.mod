module example.com/several-mains-in-one-directory

go 1.22
