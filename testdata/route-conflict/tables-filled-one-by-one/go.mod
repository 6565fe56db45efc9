module example.com/registrars-in-a-list

go 1.22
