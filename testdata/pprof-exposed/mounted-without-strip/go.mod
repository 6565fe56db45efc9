module example.com/mounted-without-strip

go 1.22
