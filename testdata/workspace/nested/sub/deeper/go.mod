module example.com/deeper
