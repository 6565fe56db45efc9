module example.com/options-that-a-closure-captures

go 1.22
