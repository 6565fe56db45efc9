module example.com/answers-of-functions

go 1.22
