module example.com/handler-of-what-is-embedded

go 1.24
