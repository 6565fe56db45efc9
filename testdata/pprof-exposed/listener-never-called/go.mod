module example.com/listener-never-called

go 1.22
