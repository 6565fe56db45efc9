module example.com/method-of-both-types

go 1.22
