INSERT INTO product (id, name, price) VALUES (1, 'Teapot', 24.90);
INSERT INTO product (id, name, price) VALUES (2, 'Cup', 6.50);
