module example.com/getenv-defaults

go 1.22
