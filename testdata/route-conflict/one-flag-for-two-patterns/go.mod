module example.com/one-flag-for-two-patterns

go 1.23
