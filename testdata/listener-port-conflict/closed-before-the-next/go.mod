module example.com/closed-before-the-next

go 1.22
