module example.com/completed-where-it-lacks-the-slash

go 1.23
