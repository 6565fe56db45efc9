module example.com/nil-through-parameters

go 1.22
