-- what table 1 is for
CREATE TABLE item_1 (
  id INT PRIMARY KEY,
  name VARCHAR(100) NOT NULL,
  price INT
);
