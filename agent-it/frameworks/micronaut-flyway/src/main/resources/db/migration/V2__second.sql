CREATE TABLE second (id INT, name VARCHAR(20));
