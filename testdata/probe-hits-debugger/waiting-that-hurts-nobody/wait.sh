# dlv
nc -z localhost 40003
