module example.com/named-result

go 1.22
