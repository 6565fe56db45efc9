module example.com/one-role-of-several

go 1.23
