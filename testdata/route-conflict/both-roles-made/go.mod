module example.com/both-roles-made

go 1.23
