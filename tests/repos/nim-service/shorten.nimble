version       = "0.2.0"
author        = "The shorten team"
description   = "Shortens links"
license       = "MIT"
srcDir        = "src"
bin           = @["shorten"]

requires "nim >= 2.0.0"
requires "jester >= 0.6.0"
requires "norm >= 2.8.0"

task serve, "Runs the service":
  exec "nim c -r -d:release src/shorten.nim"
