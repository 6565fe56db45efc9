module example.com/renamed-import

go 1.21
