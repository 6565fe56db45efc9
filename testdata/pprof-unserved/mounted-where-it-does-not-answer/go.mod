module example.com/mounted-where-it-does-not-answer

go 1.22
