module example.com/getenv-or-default

go 1.22
