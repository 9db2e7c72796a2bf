-- what table 2 is for
CREATE TABLE item_2 (
  id INT PRIMARY KEY,
  name VARCHAR(100) NOT NULL,
  price INT
);
