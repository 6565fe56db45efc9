module example.com/method-or-a-literal

go 1.22
