module example.com/empty-in-a-configuration

go 1.23
