module example.com/function-that-a-variable-holds

go 1.23
