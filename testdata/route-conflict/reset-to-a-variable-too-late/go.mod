module example.com/reset-to-a-variable-too-late

go 1.24
