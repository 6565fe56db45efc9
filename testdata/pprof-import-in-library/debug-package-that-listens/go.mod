module example.com/debug-package-that-listens

go 1.22
