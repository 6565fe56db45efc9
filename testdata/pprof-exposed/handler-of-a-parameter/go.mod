module example.com/handler-of-a-parameter

go 1.22
