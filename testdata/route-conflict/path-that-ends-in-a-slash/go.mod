module example.com/path-that-ends-in-a-slash

go 1.23
