module example.com/explicit-beside-import

go 1.19
