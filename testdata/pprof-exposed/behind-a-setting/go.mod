module example.com/behind-a-setting

go 1.23
