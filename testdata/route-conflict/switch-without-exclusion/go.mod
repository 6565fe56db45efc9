module example.com/switch-without-exclusion

go 1.22
