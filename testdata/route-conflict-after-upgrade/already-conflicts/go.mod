module example.com/already-conflicts

go 1.21
