module example.com/handed-over-whole

go 1.22
