module example.com/noted-through-a-pointer

go 1.23
