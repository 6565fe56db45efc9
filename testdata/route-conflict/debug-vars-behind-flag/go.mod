module example.com/debug-vars-behind-flag

go 1.21
