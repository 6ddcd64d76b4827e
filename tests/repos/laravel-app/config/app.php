<?php

return [
    'name' => env('APP_NAME', 'Tickets'),
    'env' => env('APP_ENV', 'production'),
    'debug' => (bool) env('APP_DEBUG', true),
    'key' => env('APP_KEY'),
    'cipher' => 'AES-256-CBC',
];
