CREATE TABLE product (
    id    INTEGER PRIMARY KEY,
    name  VARCHAR(100) NOT NULL UNIQUE,
    price DECIMAL(10, 2)
);
