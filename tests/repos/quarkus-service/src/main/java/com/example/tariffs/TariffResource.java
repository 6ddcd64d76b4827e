package com.example.tariffs;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

@Path("/tariffs")
public class TariffResource {
    @GET
    public String all() {
        return "[]";
    }
}
