module example.com/handlers-of-another-type

go 1.21
