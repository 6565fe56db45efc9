module example.com/named-import-registers-too

go 1.23
