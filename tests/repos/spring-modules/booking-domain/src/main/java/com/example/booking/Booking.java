package com.example.booking;

public record Booking(String room, int nights) {}
