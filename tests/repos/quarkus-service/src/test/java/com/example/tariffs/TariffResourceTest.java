package com.example.tariffs;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class TariffResourceTest {}
