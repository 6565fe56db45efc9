module example.com/handler-set-before-serving

go 1.23
