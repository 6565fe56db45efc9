module example.com/named-import

go 1.22
