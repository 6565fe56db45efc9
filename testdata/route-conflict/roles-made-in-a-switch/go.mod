module example.com/roles-made-in-a-switch

go 1.23
