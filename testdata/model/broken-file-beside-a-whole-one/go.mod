module example.com/broken-file-beside-a-whole-one

go 1.22
