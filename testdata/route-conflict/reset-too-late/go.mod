module example.com/reset-too-late

go 1.22
