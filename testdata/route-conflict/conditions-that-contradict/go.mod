module example.com/conditions-that-contradict

go 1.23
