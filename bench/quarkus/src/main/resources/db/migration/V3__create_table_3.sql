-- what table 3 is for
CREATE TABLE item_3 (
  id INT PRIMARY KEY,
  name VARCHAR(100) NOT NULL,
  price INT
);
