module example.com/vars-behind-token

go 1.23
