module example.com/reset-in-library

go 1.22
