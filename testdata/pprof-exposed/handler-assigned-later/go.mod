module example.com/handler-assigned-later

go 1.22
