module example.com/catch-all-beside-expvar

go 1.21
