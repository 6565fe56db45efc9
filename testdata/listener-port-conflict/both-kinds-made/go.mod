module example.com/both-kinds-made

go 1.23
