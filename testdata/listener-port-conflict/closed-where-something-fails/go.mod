module example.com/closed-where-something-fails

go 1.22
