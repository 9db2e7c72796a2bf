CREATE TABLE prefixed (id INT);
