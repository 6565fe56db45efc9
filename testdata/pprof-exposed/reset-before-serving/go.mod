module example.com/reset-before-serving

go 1.22
