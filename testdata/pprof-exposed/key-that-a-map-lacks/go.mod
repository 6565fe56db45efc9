module example.com/key-that-a-map-lacks

go 1.22
