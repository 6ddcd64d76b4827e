plugins {
    alias(libs.plugins.kotlin.jvm)
    alias(libs.plugins.ktor)
    application
}

application {
    mainClass = "io.ktor.server.netty.EngineMain"
}

kotlin {
    jvmToolchain(21)
}

dependencies {
    implementation(project(":model"))
    implementation(libs.bundles.server)
    implementation(libs.exposed.jdbc)
    implementation(libs.logback.classic)
    testImplementation(libs.ktor.server.test.host)
}
