module example.com/platform/search

go 1.23

require github.com/labstack/echo/v4 v4.13.4
