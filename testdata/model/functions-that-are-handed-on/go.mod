module example.com/functions-that-are-handed-on

go 1.22
