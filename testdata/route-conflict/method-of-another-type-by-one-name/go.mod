module example.com/method-of-another-type-by-one-name

go 1.22
