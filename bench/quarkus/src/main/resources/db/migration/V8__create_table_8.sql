-- what table 8 is for
CREATE TABLE item_8 (
  id INT PRIMARY KEY,
  name VARCHAR(100) NOT NULL,
  price INT
);
