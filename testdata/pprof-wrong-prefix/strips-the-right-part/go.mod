module example.com/strips-the-right-part

go 1.22
