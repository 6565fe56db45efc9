module example.com/asked-for-its-type

go 1.22
