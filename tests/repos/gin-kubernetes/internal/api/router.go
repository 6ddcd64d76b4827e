package api

import "github.com/gin-gonic/gin"

func Router() *gin.Engine {
	router := gin.New()
	router.Use(gin.Recovery())
	router.GET("/healthz", func(c *gin.Context) { c.String(200, "ok") })
	return router
}
