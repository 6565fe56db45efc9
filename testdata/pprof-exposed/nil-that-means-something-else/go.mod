module example.com/nil-that-means-something-else

go 1.22
