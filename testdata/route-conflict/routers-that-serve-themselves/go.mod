module example.com/routers-that-serve-themselves

go 1.22
