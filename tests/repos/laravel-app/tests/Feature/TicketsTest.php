<?php

namespace Tests\Feature;

use Tests\TestCase;

class TicketsTest extends TestCase
{
    public function test_lists(): void
    {
        $this->get('/api/tickets')->assertOk();
    }
}
