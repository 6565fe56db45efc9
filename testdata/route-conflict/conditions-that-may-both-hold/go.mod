module example.com/conditions-that-may-both-hold

go 1.23
