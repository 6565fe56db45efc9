module example.com/nested-module-apart/tools

go 1.22
