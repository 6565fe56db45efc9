module example.com/port-that-a-flag-must-give

go 1.23
