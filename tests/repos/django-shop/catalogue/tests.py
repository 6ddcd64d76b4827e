from django.test import TestCase


class ProductTest(TestCase):
    def test_adds(self):
        self.assertEqual(1 + 1, 2)
