switch("threads", "on")
switch("mm", "orc")
