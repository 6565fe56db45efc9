module example.com/one-method-of-two-types

go 1.23
