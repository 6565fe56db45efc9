module example.com/one-is-more-specific

go 1.22
