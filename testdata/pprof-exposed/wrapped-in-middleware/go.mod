module example.com/wrapped-in-middleware

go 1.22
