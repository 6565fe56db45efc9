module example.com/pattern-from-configuration

go 1.22
