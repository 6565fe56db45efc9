module example.com/one-handler-for-all

go 1.22
