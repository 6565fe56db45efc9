module example.com/reset-in-init-of-main

go 1.22
