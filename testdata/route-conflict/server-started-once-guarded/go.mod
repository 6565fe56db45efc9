module example.com/server-started-once-guarded

go 1.21
