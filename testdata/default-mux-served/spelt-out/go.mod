module example.com/spelt-out

go 1.22
