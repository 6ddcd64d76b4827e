module example.com/tinyqueue/examples/gin

go 1.18

require github.com/gin-gonic/gin v1.7.7
