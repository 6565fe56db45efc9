module example.com/loop-distinct-patterns

go 1.22
