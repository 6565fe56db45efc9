module example.com/flags-of-a-number

go 1.22
