module example.com/method-as-argument

go 1.22
