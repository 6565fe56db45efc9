module example.com/objects-made-in-every-way

go 1.23
