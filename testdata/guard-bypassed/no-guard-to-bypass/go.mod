module example.com/no-guard-to-bypass

go 1.23
