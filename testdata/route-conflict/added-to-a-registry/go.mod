module example.com/added-to-a-registry

go 1.22
