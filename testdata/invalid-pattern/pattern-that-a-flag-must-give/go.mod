module example.com/pattern-that-a-flag-must-give

go 1.22
