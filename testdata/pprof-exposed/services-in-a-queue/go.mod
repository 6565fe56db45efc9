module example.com/services-in-a-queue

go 1.23
