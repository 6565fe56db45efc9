module example.com/if-then-again

go 1.22
