module example.com/receiver-is-the-handler

go 1.22
