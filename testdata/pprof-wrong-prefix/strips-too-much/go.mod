module example.com/strips-too-much

go 1.22
