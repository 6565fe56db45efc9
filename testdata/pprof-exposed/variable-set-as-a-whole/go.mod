module example.com/variable-set-as-a-whole

go 1.23
