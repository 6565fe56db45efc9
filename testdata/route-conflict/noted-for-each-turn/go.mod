module example.com/noted-for-each-turn

go 1.22
