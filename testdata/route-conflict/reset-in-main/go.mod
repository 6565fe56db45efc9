module example.com/reset-in-main

go 1.21
