module example.com/method-that-nobody-calls

go 1.22
