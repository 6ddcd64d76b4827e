rootProject.name = "scores"

dependencyResolutionManagement {
    repositories {
        mavenCentral()
    }
}

include(":model")
include(":server")
