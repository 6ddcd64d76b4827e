package com.example.scores

data class Score(val player: String, val points: Int)
