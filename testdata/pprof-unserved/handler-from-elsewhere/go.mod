module example.com/handler-from-elsewhere

go 1.22
