module example.com/nested-module-apart

go 1.22
