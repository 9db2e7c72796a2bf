-- what table 5 is for
CREATE TABLE item_5 (
  id INT PRIMARY KEY,
  name VARCHAR(100) NOT NULL,
  price INT
);
