module example.com/method-that-is-no-token

go 1.22
