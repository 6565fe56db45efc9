module example.com/index-behind-auth

go 1.23
